import Candid
import CanisterExecution
import ICProtocol
import Testing

@testable import LocalReplica
@testable import WasmEngine

@Suite("Snapshots of canisters", .timeLimit(.minutes(60)))
struct SnapshotTests {
    private let fixture: CoreFixture
    private let id: Principal

    init() throws {
        fixture = try CoreFixture()
        id = try fixture.install(TestModules.counter())
    }

    /// Lets the timer fire after so many hours.
    private func arm(hours: UInt64) throws {
        let delay = hours * 3_600_000_000_000
        try fixture.update(id, "arm", withUnsafeBytes(of: delay.littleEndian) { [UInt8]($0) })
    }

    /// What a query tells of the state after the last round.
    private func askedMemory() throws -> MemoryReport {
        let argument = CandidEncoder.encode(CanisterArgument(canisterId: id))
        guard case .replied(let reply) = fixture.query(.managementCanister, "canister_status", argument) else {
            throw NoReply()
        }
        return try CandidDecoder.decode(StatusReport.self, from: reply).memoryMetrics
    }

    private struct NoReply: Error {}

    @Test("leave the timer as it is when they are loaded, as on the network")
    func timer() throws {
        let subnet = fixture.core.subnet
        try arm(hours: 1)
        let taken = try subnet.takeSnapshot(of: id)
        let armed = try #require(subnet.canisters[id]?.globalTimer)
        try arm(hours: 2)
        let present = try #require(subnet.canisters[id]?.globalTimer)
        #expect(armed > 0 && present > armed)
        try subnet.loadSnapshot(taken.id, into: id)
        #expect(subnet.canisters[id]?.globalTimer == present)
    }

    @Test("and chunks are seen by queries as they are after the last round")
    func queries() throws {
        let subnet = fixture.core.subnet
        let before = try askedMemory()
        _ = try subnet.storeChunk([1, 2, 3], of: id)
        let taken = try subnet.takeSnapshot(of: id)
        try fixture.round()
        let full = try askedMemory()
        #expect(full.wasmChunkStoreSize != before.wasmChunkStoreSize)
        #expect(full.snapshotsSize != before.snapshotsSize)
        try subnet.deleteSnapshot(taken.id, of: id)
        try fixture.round()
        #expect(try askedMemory().snapshotsSize == before.snapshotsSize)
        try subnet.clearChunks(of: id)
        try fixture.round()
        #expect(try askedMemory().wasmChunkStoreSize == before.wasmChunkStoreSize)
        subnet.note(.controllersChange([fixture.other.principal]), of: id, by: .user(fixture.user.principal))
        try fixture.round()
        #expect(try askedMemory().canisterHistorySize != before.canisterHistorySize)
    }

    @Test("are not loaded where their chunks have no room beside those of others")
    func chunks() throws {
        var limits = ReplicaLimits()
        limits.resources.storedChunkBytes = 10
        let fixture = try CoreFixture(limits: limits)
        let (one, other) = (
            try fixture.install(TestModules.counter()), try fixture.install(TestModules.counter()))
        let subnet = fixture.core.subnet
        _ = try subnet.storeChunk([UInt8](repeating: 1, count: 6), of: one)
        let taken = try subnet.takeSnapshot(of: one)
        _ = try subnet.storeChunk([1, 2, 3, 4], of: other)
        let version = subnet.canisters[other]?.version
        let reject = #expect(throws: Reject.self) { try subnet.loadSnapshot(taken.id, into: other) }
        #expect(reject?.errorCode == .insufficientMemory)
        #expect(subnet.canisters[other]?.version == version && subnet.canisters[other]?.chunkStore.count == 1)
        // In its own canister the chunks are there already.
        try subnet.loadSnapshot(taken.id, into: one)
        try subnet.clearChunks(of: one)
        try subnet.loadSnapshot(taken.id, into: other)
        #expect(subnet.canisters[other]?.chunkStore.byteCount == 6)
    }
}
