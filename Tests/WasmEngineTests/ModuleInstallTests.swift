import CZlib
import Candid
import CanisterExecution
import Testing
import TestSupport
import WasmModule

@testable import WasmEngine

@Suite("Modules that are installed as they were submitted")
struct ModuleInstallTests {
    private let subnet: Subnet
    private let module: [UInt8]
    private let controller = Principal.managementCanister

    init() throws {
        subnet = Subnet(
            SubnetConfiguration(id: .managementCanister, time: 77), guests: WasmGuestFactory(engine: try .shared()))
        let plain = try WasmEngine.shared().assemble(
            """
            (module (memory 1)
              (func (export "canister_query nothing")))
            """)
        module = try WasmBinary(parsing: plain).withCustomSections(adding: [
            CustomSection(name: "icp:public candid:service", contents: [UInt8]("service : {}".utf8)),
            CustomSection(name: "other", contents: [1]),
            CustomSection(name: "icp:private note", contents: [2]),
        ])
    }

    @Test("tell their hash, their metadata and when they were installed")
    func describes() throws {
        let canister = try subnet.createCanister(controllers: [controller])
        try subnet.install(module: module, in: canister.id, argument: [], caller: controller)
        let installed = try #require(canister.module)
        #expect(installed.bytes == module)
        #expect(installed.hash == InstalledModule(bytes: module, metadata: []).hash)
        #expect(installed.metadata.map(\.name) == ["candid:service", "note"])
        #expect(installed.metadata(named: "candid:service")?.isPublic == true)
        #expect(installed.metadata(named: "note") == ModuleMetadata(name: "note", isPublic: false, content: [2]))
        #expect(canister.installationTime == 77)
        subnet.advanceTime(to: 80)
        try subnet.install(module: module, in: canister.id, mode: .upgrade(), argument: [], caller: controller)
        #expect(canister.installationTime == 80)
        try subnet.uninstall(canister.id)
        #expect(canister.module == nil)
    }

    @Test("may be compressed; their hash is that of the compressed bytes")
    func decompresses() throws {
        let compressed = gzip(module)
        let canister = try subnet.createCanister(controllers: [controller])
        try subnet.install(module: compressed, in: canister.id, argument: [], caller: controller)
        #expect(canister.module?.bytes == compressed)
        #expect(canister.module?.metadata.count == 2)
        #expect(canister.guest?.entryPoints == ["canister_query nothing"])
    }

    @Test("are refused, and nothing changes, where they are damaged")
    func refuses() throws {
        let canister = try subnet.createCanister(controllers: [controller])
        var damaged = gzip(module)
        damaged[damaged.count - 5] ^= 1
        let cases: [([UInt8], String)] = [
            (Array(module.dropLast()), "The module cannot be installed"),
            (damaged, "The module cannot be decompressed: the gzip stream is damaged"),
            (Array(gzip(module).prefix(40)), "The module cannot be decompressed: the gzip stream ends too early"),
            ([], "The module cannot be installed"),
        ]
        for (bytes, text) in cases {
            let reject = #expect(throws: Reject.self) {
                try subnet.install(module: bytes, in: canister.id, argument: [], caller: controller)
            }
            #expect(reject?.errorCode?.rawValue == "IC0505")
            #expect(reject?.message.contains(text) == true, "\(reject?.message ?? "")")
        }
        #expect(canister.guest == nil && canister.module == nil && canister.version == 0)
    }

    @Test("may not be larger than the limit when they are decompressed")
    func limitsSize() throws {
        let bomb = gzip([UInt8](repeating: 0, count: 1 << 20))
        #expect(throws: GzipError.tooLarge(limit: 1 << 19)) { try Gzip.decompress(bomb, limit: 1 << 19) }
        #expect(try Gzip.decompress(bomb, limit: 1 << 20).count == 1 << 20)
    }
}

/// Compresses as `gzip` does.
func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    _ = deflateInit2_(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
    defer { deflateEnd(&stream) }
    var input = bytes
    var output = [UInt8](repeating: 0, count: bytes.count + 1_024)
    let written = input.withUnsafeMutableBufferPointer { input in
        output.withUnsafeMutableBufferPointer { output in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(input.count)
            stream.next_out = output.baseAddress
            stream.avail_out = UInt32(output.count)
            _ = deflate(&stream, Z_FINISH)
            return output.count - Int(stream.avail_out)
        }
    }
    return Array(output[..<written])
}
