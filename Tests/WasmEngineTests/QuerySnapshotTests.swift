import Candid
import CanisterExecution
import Synchronization
import Testing
import TestSupport

@testable import WasmEngine

/// What queries saw of two cells that each update sets to the same higher number.
private struct Sightings {
    var count = 0
    /// Times that the cells differed.
    var mixed = 0
    /// Times that they held less than before.
    var backwards = 0

    static func + (one: Sightings, other: Sightings) -> Sightings {
        Sightings(
            count: one.count + other.count, mixed: one.mixed + other.mixed, backwards: one.backwards + other.backwards)
    }
}

/// The snapshot of the moment, for those who ask.
private final class SharedSnapshot: Sendable {
    private let snapshot: Mutex<QuerySnapshot>
    private let isDone = Atomic<Bool>(false)

    init(_ snapshot: QuerySnapshot) { self.snapshot = Mutex(snapshot) }

    var latest: QuerySnapshot { snapshot.withLock { $0 } }

    func publish(_ next: QuerySnapshot) { snapshot.withLock { $0 = next } }

    func end() { isDone.store(true, ordering: .releasing) }

    /// Asks until the end, and every third time spoils what it can.
    func watch(_ id: Principal, _ number: Int) async -> Sightings {
        var seen = Sightings()
        var last: UInt8 = 0
        while !isDone.load(ordering: .acquiring) || seen.count < 20 {
            let snapshot = latest
            if seen.count % 3 == number { _ = snapshot.query(id, "spoil", [], from: .anonymous) }
            let reply = snapshot.query(id, "pair", [], from: .anonymous).result.reply ?? []
            if reply.count != 2 || reply[0] != reply[1] { seen.mixed += 1 }
            if let value = reply.first {
                if value < last { seen.backwards += 1 }
                last = value
            }
            seen.count += 1
            await Task.yield()
        }
        return seen
    }
}

@Suite("Queries on a snapshot")
struct QuerySnapshotTests {
    private let machine: StatefulSubnet
    private let id: Principal
    private let other: Principal

    init() throws {
        machine = try StatefulSubnet()
        id = machine.canisters[0]
        other = machine.canisters[1]
    }

    private func update(_ method: String, _ argument: [UInt8]) -> CallResult {
        machine.subnet.call(id, method, argument, from: .anonymous).result
    }

    @Test("see the state that was committed, whatever was executed since")
    func seesItsState() throws {
        _ = update("add", [3])
        _ = update("store", [2, 8])
        let before = try machine.subnet.snapshot()
        _ = update("add", [3])
        _ = update("store", [2, 9])
        _ = update("grow", [])
        machine.subnet.advanceTime(by: 5)
        let after = try machine.subnet.snapshot()
        // In turns, so that a clone goes back and forth.
        for _ in 0..<3 {
            #expect(before.query(id, "get", [3], from: .anonymous).result == .reply([3, 3]))
            #expect(before.query(id, "load", [2], from: .anonymous).result == .reply([2]))
            #expect(after.query(id, "get", [3], from: .anonymous).result == .reply([6, 6]))
        }
        #expect(after.time == before.time + 5)
        let outcome = after.query(id, "get", [3], from: .anonymous)
        let direct = machine.subnet.query(id, "get", [3], from: .anonymous)
        #expect(outcome.result == direct.result)
        #expect(outcome.instructions == direct.instructions && outcome.instructions > 0)
    }

    @Test("leave no trace of what they change, also where they trap")
    func leavesNoTrace() throws {
        _ = update("both", [4])
        let snapshot = try machine.subnet.snapshot()
        for _ in 0..<3 {
            #expect(snapshot.query(id, "spoil", [], from: .anonymous).result == .reply([]))
            #expect(snapshot.query(id, "pair", [], from: .anonymous).result == .reply([4, 4]))
            let trap = snapshot.query(id, "spoilAndTrap", [], from: .anonymous).result
            #expect(trap.reject?.errorCode?.rawValue == "IC0502")
            #expect(snapshot.query(id, "get", [1], from: .anonymous).result == .reply([0, 4]))
        }
        #expect(try machine.subnet.takeChanges().isWhole)
        #expect(machine.subnet.query(id, "pair", [], from: .anonymous).result == .reply([4, 4]))
    }

    @Test("reach other canisters of the same moment by composite queries")
    func composes() throws {
        _ = machine.subnet.call(other, "add", [3], from: .anonymous)
        let snapshot = try machine.subnet.snapshot()
        _ = machine.subnet.call(other, "add", [3], from: .anonymous)
        #expect(snapshot.query(id, "compose", other.bytes, from: .anonymous).result == .reply([3, 3]))
        let later = try machine.subnet.snapshot()
        #expect(later.query(id, "compose", other.bytes, from: .anonymous).result == .reply([6, 6]))
    }

    @Test("find canisters stopped, replaced, emptied and deleted as they were then")
    func seesLifecycle() throws {
        _ = update("add", [3])
        let running = try machine.subnet.snapshot()
        #expect(running.query(id, "get", [3], from: .anonymous).result == .reply([3, 3]))
        let module = try #require(machine.subnet.canisters[id]?.module?.bytes)
        try machine.subnet.install(module: module, in: id, mode: .reinstall, argument: [], caller: .anonymous)
        let fresh = try machine.subnet.snapshot()
        #expect(fresh.query(id, "get", [3], from: .anonymous).result == .reply([0, 0]))
        try machine.subnet.stop(id)
        let stopped = try machine.subnet.snapshot()
        try machine.subnet.uninstall(id)
        let empty = try machine.subnet.snapshot()
        try machine.subnet.delete(id)
        let gone = try machine.subnet.snapshot()
        let codes = [stopped, empty, gone].map {
            $0.query(id, "get", [3], from: .anonymous).result.reject?.errorCode?.rawValue
        }
        #expect(codes == ["IC0508", "IC0537", "IC0301"])
        #expect(running.query(id, "get", [3], from: .anonymous).result == .reply([3, 3]))
        #expect(throws: Reject.self) { try gone.inspect(id, "get", [], from: .anonymous) }
        try running.inspect(id, "add", [], from: .anonymous)
    }

    @Test("hand out the certificate that the snapshot was given, to the canister that was asked")
    func certifies() throws {
        let subnet = Subnet(
            SubnetConfiguration(id: .anonymous), guests: WasmGuestFactory(engine: machine.engine))
        let canister = try subnet.createCanister(controllers: [])
        let module = try machine.engine.assemble(
            """
            (module
              (import "ic0" "data_certificate_size" (func $size (result i32)))
              (import "ic0" "data_certificate_copy" (func $copy (param i32 i32 i32)))
              (import "ic0" "msg_reply_data_append" (func $append (param i32 i32)))
              (import "ic0" "msg_reply" (func $reply))
              (memory 1)
              (func (export "canister_query certificate")
                (call $copy (i32.const 0) (i32.const 0) (call $size))
                (call $append (i32.const 0) (call $size))
                (call $reply)))
            """)
        try subnet.install(module: module, in: canister.id, argument: [], caller: .anonymous)
        var snapshot = try subnet.snapshot()
        snapshot.dataCertificate = { [1, 2] + $0.bytes }
        let result = snapshot.query(canister.id, "certificate", [], from: .anonymous).result
        #expect(result == .reply([1, 2] + canister.id.bytes))
    }

    @Test("run on other threads during updates, and see each of them whole or not at all")
    func runsBesideUpdates() async throws {
        let shared = SharedSnapshot(try machine.subnet.snapshot())
        let seen = await withTaskGroup(of: Sightings.self) { [id] group in
            for number in 0..<3 { group.addTask { await shared.watch(id, number) } }
            for value in 1...120 as ClosedRange<UInt8> {
                _ = update("both", [value])
                _ = update("bothAndTrap", [255])
                if let next = try? machine.subnet.snapshot() { shared.publish(next) }
                await Task.yield()
            }
            shared.end()
            return await group.reduce(Sightings()) { $0 + $1 }
        }
        #expect(seen.count >= 60 && seen.mixed == 0 && seen.backwards == 0, "\(seen)")
        #expect(shared.latest.query(id, "pair", [], from: .anonymous).result == .reply([120, 120]))
    }

    @Test(
        "reuse clones, of which no more wait than was asked for",
        arguments: [
            (CloneLimits(count: 1, smallCount: 1), 1), (CloneLimits(count: 1, smallBytes: 1), 1),
            (CloneLimits(count: 1), 2), (CloneLimits(count: 2, smallCount: 0), 2),
        ])
    func reusesClones(limits: CloneLimits, waiting: Int) throws {
        let engine = try WasmEngine(library: WasmtimeLibrary.openDefault())
        let subnet = Subnet(SubnetConfiguration(id: .anonymous), guests: WasmGuestFactory(engine: engine))
        let module = try engine.assemble(StatefulModule.text)
        for id in machine.canisters {
            try subnet.createCanister(id, controllers: [])
            try subnet.install(module: module, in: id, argument: [], caller: .anonymous)
        }
        for value in 1...10 as ClosedRange<UInt8> {
            _ = subnet.call(id, "both", [value], from: .anonymous)
            let snapshot = try subnet.snapshot(keepingClones: limits)
            #expect(snapshot.query(id, "pair", [], from: .anonymous).result == .reply([value, value]))
            #expect(engine.liveInstances == 2 + (value == 1 ? 1 : waiting))
            #expect(snapshot.query(id, "compose", other.bytes, from: .anonymous).result == .reply([0, 0]))
            #expect(engine.liveInstances == 2 + waiting)
        }
        try subnet.uninstall(id)
        try subnet.uninstall(other)
        _ = try subnet.snapshot()
        #expect(engine.liveInstances == 0)
    }

    @Test("do not run the start function of the module again")
    func doesNotStart() throws {
        let subnet = Subnet(SubnetConfiguration(id: .anonymous), guests: WasmGuestFactory(engine: machine.engine))
        let canister = try subnet.createCanister(controllers: [])
        let module = try machine.engine.assemble(
            """
            (module
              (import "ic0" "debug_print" (func $print (param i32 i32)))
              (import "ic0" "msg_reply_data_append" (func $append (param i32 i32)))
              (import "ic0" "msg_reply" (func $reply))
              (memory 1)
              (data (i32.const 10) "start")
              (func $start
                (call $print (i32.const 10) (i32.const 5))
                (i32.store8 (i32.const 0) (i32.add (i32.load8_u (i32.const 0)) (i32.const 1))))
              (start $start)
              (func (export "canister_query count") (call $append (i32.const 0) (i32.const 1)) (call $reply)))
            """)
        try subnet.install(module: module, in: canister.id, argument: [], caller: .anonymous)
        #expect(canister.log.records.map(\.content) == ["start"])
        let image = try subnet.takeChanges().records
        let restored = try Subnet(
            restoring: image, subnet.configuration, guests: WasmGuestFactory(engine: machine.engine))
        #expect(restored.canisters[canister.id]?.log.records.map(\.content) == ["start"])
        #expect(restored.query(canister.id, "count", [], from: .anonymous).result == .reply([1]))
        let outcome = try restored.snapshot().query(canister.id, "count", [], from: .anonymous)
        #expect(outcome.result == .reply([1]))
        #expect(outcome.executions.map(\.debugOutput) == [[]])
    }
}
