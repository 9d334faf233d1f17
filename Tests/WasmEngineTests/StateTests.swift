import Candid
import CanisterExecution
import Testing
import TestSupport

@testable import WasmEngine

/// The keys under which two states have something else, in words.
func differingKeys(_ one: StateImage, _ other: StateImage) -> [String] {
    Set(one.records).symmetricDifference(other.records).map(\.key.description).sorted()
}

@Suite("The state of a subnet as data")
struct StateTests {
    @Test("restored before each operation, a subnet does what one does that goes on", arguments: 0..<4 as Range<UInt64>)
    func restores(seed: UInt64) throws {
        let straight = try StatefulSubnet()
        var image = StateImage()
        var restored = try StatefulSubnet()
        var restoredImage = StateImage()
        image.apply(try straight.subnet.takeChanges())
        restoredImage.apply(try restored.subnet.takeChanges())
        var random = SplitMix64(seed: seed)
        var operations = SplitMix64(seed: seed + 1_000)
        for number in 0..<120 {
            restored = try StatefulSubnet(restoring: restoredImage)
            // The same operation of both, by the same random numbers.
            var same = operations
            let expected = straight.operate(&operations)
            let found = restored.operate(&same)
            #expect(found == expected, "operation \(number)")
            image.apply(try straight.subnet.takeChanges())
            restoredImage.apply(try restored.subnet.takeChanges())
            let difference = differingKeys(image, restoredImage)
            try #require(difference == [], "operation \(number): \(expected)")
            #expect(restored.subnet.stateTree.hashTree.digest == straight.subnet.stateTree.hashTree.digest)
            if random.next() % 4 == 0 { #expect(try straight.subnet.takeChanges().records.map(\.key) == [.subnet]) }
        }
    }

    @Test("taken at last alone is the same as taken all along", arguments: 10..<14 as Range<UInt64>)
    func takesWhole(seed: UInt64) throws {
        let (one, other) = (try StatefulSubnet(), try StatefulSubnet())
        var image = StateImage()
        var operations = SplitMix64(seed: seed)
        var same = operations
        for _ in 0..<120 {
            _ = one.operate(&operations)
            image.apply(try one.subnet.takeChanges())
            _ = other.operate(&same)
        }
        let changes = try other.subnet.takeChanges()
        #expect(changes.isWhole && changes.removedKeys.isEmpty && changes.removedGroups.isEmpty)
        var whole = StateImage()
        whole.apply(changes)
        #expect(differingKeys(whole, image) == [])
        #expect(whole.records.count > 50)
    }

    @Test("costs what changed: a message that touched one block gives that block and no other page")
    func isProportional() throws {
        let machine = try StatefulSubnet()
        let canister = machine.canisters[0]
        _ = machine.subnet.call(canister, "store", [200, 1], from: .anonymous)
        _ = try machine.subnet.takeChanges()
        _ = machine.subnet.call(canister, "add", [30], from: .anonymous)
        let keys = try machine.subnet.takeChanges().records.map(\.key)
        // The arguments' block, and that of cell 30 at 53,000.
        #expect(
            keys == [
                .subnet, .canister(canister), .logLine(canister, 0), .heap(canister), .heapPage(canister, 0),
                .heapPage(canister, 3),
            ])
        #expect(machine.subnet.query(canister, "spoil", [], from: .anonymous).result == .reply([]))
        #expect(try machine.subnet.takeChanges().records.map(\.key) == [.subnet])
        #expect(try machine.subnet.takeChanges().removedKeys == [])
    }

    @Test("the keys of records are read back from their bytes, and no other bytes are")
    func keys() {
        let id = Principal(canisterIndex: 3)
        let call = Subnet(SubnetConfiguration(id: id)).submit(id, "", [], from: id)
        let keys: [StateKey] = [
            .subnet, .canister(id), .module(id), .callContext(id, 1), .callback(id, .max), .logLine(id, 0), .heap(id),
            .heapPage(id, 258), .stablePage(id, 1 << 27), .request(5), .response(6), .unanswered(call), .result(call),
            .canister(.managementCanister), .chunk(id, 7), .change(id, 8), .snapshot(id, 9), .snapshotModule(id, 9),
            .snapshotHeapPage(id, 9, 1), .snapshotStablePage(id, 9, .max), .snapshotChunk(id, 9, 0),
        ]
        for key in keys {
            #expect(StateKey(bytes: key.bytes) == key)
            #expect(StateKey(bytes: key.bytes + [0]) == nil)
            #expect(StateKey(bytes: Array(key.bytes.dropLast())) == nil)
        }
        #expect(Set(keys.map(\.bytes)).count == keys.count)
    }

    @Test("tells which part of a snapshot is missing, or of a history")
    func missingParts() throws {
        let machine = try StatefulSubnet()
        let id = machine.canisters[0]
        for _ in 0..<3 { machine.subnet.note(.codeUninstall, of: id, by: .user(.anonymous)) }
        let taken = try machine.subnet.takeSnapshot(of: id)
        let records = try machine.subnet.takeChanges().records
        for (key, words) in [
            (.snapshot(id, taken.id.number), "snapshot \(taken.id.number) of canister \(id.text) is missing"),
            (.snapshotModule(id, taken.id.number), "the module of snapshot \(taken.id.number) of canister"),
            (.change(id, 1), "the changes before it are missing"),
        ] as [(StateKey, String)] {
            var image = StateImage()
            var changes = StateChanges()
            changes.records = records.filter { $0.key != key }
            image.apply(changes)
            let error = try #require(throws: StateError.self) { _ = try StatefulSubnet(restoring: image) }
            #expect("\(error)".contains(words), "\(error)")
        }
    }
}
