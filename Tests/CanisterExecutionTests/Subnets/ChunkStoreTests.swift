import CanisterExecution
import Testing

@Suite("Chunks of modules")
struct ChunkStoreTests {
    private let subnet: Subnet
    private let one: HostedCanister
    private let other: HostedCanister

    init() throws {
        var limits = ResourceLimits()
        limits.storedChunkBytes = 10
        subnet = TestSubnet(limits: limits).subnet
        one = try subnet.createCanister(controllers: [user(1)])
        other = try subnet.createCanister(controllers: [user(1)])
    }

    private func store(_ count: Int, in canister: HostedCanister, on subnet: Subnet) throws {
        _ = try subnet.storeChunk([UInt8](repeating: UInt8(count), count: count), of: canister.id)
    }

    /// Expects that there is no room for a byte more.
    private func expectFull(_ subnet: Subnet, location: SourceLocation = #_sourceLocation) {
        let reject = #expect(throws: Reject.self, sourceLocation: location) {
            try store(1, in: other, on: subnet)
        }
        #expect(reject?.errorCode == .insufficientMemory, sourceLocation: location)
        #expect(reject?.message.contains("more than 10") == true, sourceLocation: location)
    }

    @Test("of all canisters together have as many bytes as they may; what is there already takes no room")
    func together() throws {
        try store(6, in: one, on: subnet)
        try store(4, in: other, on: subnet)
        try store(6, in: one, on: subnet)
        #expect(one.chunkStore.byteCount == 6 && one.chunkStore.count == 1)
        expectFull(subnet)
        #expect(other.chunkStore.byteCount == 4)
    }

    @Test("leave their room when they are cleared, or their canister is uninstalled or deleted")
    func room() throws {
        try store(10, in: one, on: subnet)
        expectFull(subnet)
        try subnet.clearChunks(of: one.id)
        try store(10, in: one, on: subnet)
        expectFull(subnet)
        try subnet.uninstall(one.id)
        try store(10, in: one, on: subnet)
        expectFull(subnet)
        try subnet.stop(one.id)
        try subnet.delete(one.id)
        try store(10, in: other, on: subnet)
        expectFull(subnet)
    }

    @Test("are counted anew where a subnet goes on from its records")
    func restored() throws {
        try store(6, in: one, on: subnet)
        try store(4, in: other, on: subnet)
        let restored = try Subnet(restoring: subnet.takeChanges().records, subnet.configuration)
        expectFull(restored)
        try restored.clearChunks(of: one.id)
        try store(5, in: one, on: restored)
    }
}
