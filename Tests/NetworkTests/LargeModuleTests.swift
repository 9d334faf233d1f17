import Candid
import Foundation
import ICAgent
import LocalReplica
import SHA256
import TestSupport
import Testing

@Suite("Modules that are too large to be sent at once", .serialized, .timeLimit(.minutes(60)))
struct LargeModuleTests {
    /// A sample with a custom section of so many bytes.
    private func padded(_ size: Int) throws -> [UInt8] {
        let name = [3] + [UInt8]("pad".utf8)
        var random = SplitMix64(seed: 5)
        let content = (0..<size).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        var length: [UInt8] = []
        var number = name.count + size
        while number > 0x7f {
            length.append(UInt8(number & 0x7f | 0x80))
            number >>= 7
        }
        return try BuiltModule.sample("PingPong") + [0] + length + [UInt8(number)] + name + content
    }

    @Test("are installed in chunks; those that are there already are not sent again, those of others stay")
    func chunks() async throws {
        try await TestNetwork.run { network in
            let management = try await network.agent(try Ed25519Identity()).management
            let module = try padded(2_200_000)
            let canister = try await management.provisionalCreate()
            await #expect(throws: ManagementError.moduleTooLarge(size: module.count, maximum: 2_093_056)) {
                try await management.install(module, in: canister)
            }
            let hash = SHA256.hash(module).bytes
            try await management.installInChunks(module, in: canister)
            #expect(try await management.agent.moduleHash(of: canister) == hash)
            #expect(try await management.storedChunks(of: canister) == [])

            let other = try await management.uploadChunk([1, 2, 3], to: canister)
            #expect(other == SHA256.hash([1, 2, 3]).bytes)
            let first = try await management.uploadChunk(Array(module.prefix(Management.chunkSize)), to: canister)
            try await management.installInChunks(module, in: canister, mode: .upgrade(nil))
            let stored = try await management.storedChunks(of: canister)
            #expect(stored.starts(with: [other, first]) && stored.count > 2)
            try await management.clearChunks(of: canister)
            #expect(try await management.storedChunks(of: canister) == [])
        }
    }

    @Test("are deployed by the command as others are")
    func deployment() async throws {
        try await TestNetwork.run { network in
            let user = try UserFolder(network: network.replica.url)
            let folder = FileManager.default.temporaryDirectory.appending(path: "modules-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            try Data(try padded(2_200_000)).write(to: folder.appending(path: "Large.wasm"))
            let path = folder.path(percentEncoded: false)
            let first = try await user.icwsThere("deploy", "Large", "--canisters", path)
            #expect(first.status == 0 && first.text.contains("installed"), "\(first.everything)")
            #expect(first.errors.contains("in chunks"))
            let again = try await user.icwsThere("deploy", "Large", "--canisters", path)
            #expect(again.text.hasSuffix("  unchanged\n"), "\(again.everything)")
        }
    }
}
