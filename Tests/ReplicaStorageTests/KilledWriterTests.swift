import Candid
import CanisterExecution
import Foundation
import Glibc
import ReplicaStorage
import Testing
import TestSupport

@testable import WasmEngine

@Suite("A process that is killed while it commits")
struct KilledWriterTests {
    private let folder = StateFolder()
    private let modules = StateFolder()
    private let module: URL
    private let canister = Principal(canisterIndex: 0)

    init() throws {
        try FileManager.default.createDirectory(at: modules.url, withIntermediateDirectories: true)
        module = modules.url.appending(path: "stateful.wasm")
        try Data(WasmEngine.shared().assemble(StatefulModule.text)).write(to: module)
    }

    @Test("leaves the last round that it told of, or the next one, whole")
    func leavesWholeRounds() throws {
        var random = SplitMix64(seed: 9)
        var round = 0
        for _ in 0..<12 {
            let writer = try Writer(folder: folder.url, module: module)
            for _ in 0..<(1 + random.next() % 8) {
                round = try #require(writer.nextRound(), "\(writer.complaint())")
            }
            usleep(UInt32(random.next() % 4_000))
            round = writer.kill().last ?? round
            let found = try wholeRound()
            #expect(found == round || found == round % 250 + 1, "found \(found) after \(round) was told")
            round = found
        }
        #expect(round > 12)
    }

    /// The number of the round that all parts of the state are of.
    private func wholeRound() throws -> Int {
        let store = try ReplicaStore(folder: folder.url)
        defer { #expect(throws: Never.self) { try store.close() } }
        #expect(!store.isNew)
        let subnet = try Subnet(
            restoring: store.records(), SubnetConfiguration(id: .anonymous),
            guests: WasmGuestFactory(engine: .shared()))
        let value = try #require(store.blobs(in: "rounds").first?.value.first)
        #expect(try store.blobs(in: "ballast").map(\.key) == [[value]])
        #expect(try store.blobs(in: "ballast").first?.value == [UInt8](repeating: value, count: 50_000))
        #expect(subnet.query(canister, "pair", [], from: .anonymous).result == .reply([value, value]))
        let stable = subnet.canisters[canister]?.stableMemory.read(at: 10_000, count: 6_001)
        #expect(stable == [2] + [UInt8](repeating: value, count: 6_000))
        return Int(value)
    }

    @Test("holds the folder while it lives: another one is refused, and told who and where")
    func excludesOthers() throws {
        let writer = try Writer(folder: folder.url, module: module)
        _ = try #require(writer.nextRound())
        let error = #expect(throws: ReplicaStoreError.self) { try ReplicaStore(folder: folder.url) }
        guard case .inUse(folder.path, .some)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(throws: ReplicaStoreError.self) { try ReplicaStore.reset(folder: folder.url) }
        let second = try Writer(folder: folder.url, module: module)
        let complaint = second.complaint()
        #expect(complaint.contains("The state folder \(folder.path) is in use by another replica"), "\(complaint)")
        _ = writer.kill()
        #expect(try wholeRound() > 0)
    }
}
