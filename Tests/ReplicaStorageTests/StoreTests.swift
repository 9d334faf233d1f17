import Candid
import CanisterExecution
import Foundation
import ReplicaStorage
import Testing
import TestSupport

@testable import WasmEngine

@Suite("The store of a replica's state")
struct StoreTests {
    private let folder = StateFolder()

    private func record(_ key: StateKey, _ value: [UInt8]) -> StateRecord { StateRecord(key: key, value: value) }

    @Test("gives back what a subnet's rounds left, and the subnet goes on from it as if nothing had been")
    func restores() throws {
        let module = try WasmEngine.shared().assemble(StatefulModule.text)
        let guests = WasmGuestFactory(engine: try .shared())
        let configuration = SubnetConfiguration(id: .anonymous, time: 5)
        let id = Principal(canisterIndex: 0)
        let straight = Subnet(configuration, guests: guests)
        try straight.createCanister(id, controllers: [.anonymous])
        try straight.install(module: module, in: id, argument: [], caller: .anonymous)
        var image = StateImage()
        var random = SplitMix64(seed: 4)
        var store = try ReplicaStore(folder: folder.url)
        #expect(store.isNew)
        #expect(try store.records() == [])
        for number in 0..<40 as Range<UInt8> {
            let method = ["add", "store", "both", "grow", "certify", "relay"][Int(random.next() % 6)]
            let byte = UInt8(truncatingIfNeeded: random.next() % 100)
            _ = straight.submit(id, method, method == "relay" ? id.bytes : [byte, number], from: .anonymous)
            if number % 3 > 0 { straight.run(atMost: 2) }
            if number == 20 {
                try straight.install(module: module, in: id, mode: .reinstall, argument: [], caller: .anonymous)
            }
            let changes = try straight.takeChanges()
            image.apply(changes)
            try store.commit(changes)
            if number % 8 == 7 {
                try store.close()
                store = try ReplicaStore(folder: folder.url)
                #expect(!store.isNew)
            }
            try #require(try store.records() == image.records)
        }
        let restored = try Subnet(restoring: store.records(), configuration, guests: guests)
        straight.run()
        restored.run()
        let query = { (subnet: Subnet) in subnet.query(id, "get", [7], from: .anonymous).result }
        #expect(query(restored) == query(straight))
        try store.commit(restored.takeChanges())
        image.apply(try straight.takeChanges())
        #expect(try store.records() == image.records)
    }

    @Test("applies whole states, groups, removals and records in their order")
    func appliesInOrder() throws {
        let store = try ReplicaStore(folder: folder.url)
        let (one, other) = (Principal(canisterIndex: 1), Principal(canisterIndex: 255))
        var changes = StateChanges()
        changes.records = [
            record(.subnet, [1]), record(.heapPage(one, 0), [2]), record(.heapPage(one, .max), [3]),
            record(.heapPage(other, 1), [4]), record(.stablePage(one, 1), [5]), record(.heap(one), []),
        ].sorted { $0.key.bytes.lexicographicallyPrecedes($1.key.bytes) }
        try store.commit(changes)
        #expect(try store.records() == changes.records)
        var next = try #require(try removal(of: one))
        next.removedKeys = [.subnet, .request(77)]
        next.records = [record(.heapPage(one, 5), [6])]
        try store.commit(next)
        #expect(
            try Set(store.records()) == [
                record(.heap(one), []), record(.heapPage(one, 5), [6]), record(.heapPage(other, 1), [4]),
                record(.stablePage(one, 1), [5]),
            ])
        var whole = StateChanges()
        whole.isWhole = true
        whole.records = [record(.subnet, [9])]
        try store.commit(whole)
        #expect(try store.records() == whole.records)
    }

    /// Changes that remove all heap pages of a canister, as a subnet gives them at a reinstall.
    private func removal(of id: Principal) throws -> StateChanges? {
        let subnet = Subnet(
            SubnetConfiguration(id: .anonymous), guests: WasmGuestFactory(engine: try .shared()))
        let module = try WasmEngine.shared().assemble("(module (memory 1))")
        try subnet.createCanister(id, controllers: [])
        try subnet.install(module: module, in: id, argument: [], caller: .anonymous)
        _ = try subnet.takeChanges()
        try subnet.install(module: module, in: id, mode: .reinstall, argument: [], caller: .anonymous)
        var changes = StateChanges()
        changes.removedGroups = try subnet.takeChanges().removedGroups.filter { $0.prefix.first == 0x16 }
        return changes.removedGroups.isEmpty ? nil : changes
    }

    @Test("keeps the replica's own values apart by namespace, and removes them by key and up to a key")
    func keepsBlobs() throws {
        let store = try ReplicaStore(folder: folder.url)
        try store.commit(
            StateChanges(),
            [
                .set(namespace: "a", key: [1], value: [1]), .set(namespace: "a", key: [1, 0], value: [2]),
                .set(namespace: "a", key: [2], value: []), .set(namespace: "b", key: [1], value: [3]),
                .set(namespace: "a", key: [1], value: [4]), .set(namespace: "a", key: [3], value: [5]),
                .remove(namespace: "a", key: [3]), .remove(namespace: "c", key: []),
            ])
        #expect(try store.blobs(in: "a").map(\.key) == [[1], [1, 0], [2]])
        #expect(try store.blobs(in: "a").map(\.value) == [[4], [2], []])
        try store.commit(StateChanges(), [.removeAll(namespace: "a", before: [2])])
        #expect(try store.blobs(in: "a").map(\.key) == [[2]])
        #expect(try store.blobs(in: "b").map(\.value) == [[3]])
    }

    @Test("is readable by its owner alone, and of no use once it is closed")
    func closes() throws {
        let store = try ReplicaStore(folder: folder.url)
        try store.commit(StateChanges(), [.set(namespace: "a", key: [], value: [1])])
        for name in ["state.sqlite", "state.sqlite-wal"] {
            let file = folder.url.appending(path: name).path(percentEncoded: false)
            let permissions = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
            #expect(permissions == 0o600, "\(name)")
        }
        try store.close()
        #expect(throws: ReplicaStoreError.closed(folder: folder.path)) { try store.records() }
        // The folder is free again.
        #expect(try ReplicaStore(folder: folder.url).blobs(in: "a").count == 1)
    }
}
