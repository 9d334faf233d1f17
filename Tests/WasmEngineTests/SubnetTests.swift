import Candid
import CanisterExecution
import Testing

@testable import WasmEngine

@Suite("Modules on a subnet")
struct SubnetTests {
    /// Counts in a global and in memory, beyond the first granule.
    static let counter = """
        (module
          (import "ic0" "msg_arg_data_size" (func $argumentSize (result i32)))
          (import "ic0" "msg_arg_data_copy" (func $argumentCopy (param i32 i32 i32)))
          (import "ic0" "msg_reply_data_append" (func $append (param i32 i32)))
          (import "ic0" "msg_reply" (func $reply))
          (import "ic0" "call_new" (func $callNew (param i32 i32 i32 i32 i32 i32 i32 i32)))
          (import "ic0" "call_perform" (func $callPerform (result i32)))
          (memory 1)
          (table 2 funcref)
          (elem (i32.const 0) $replied $rejected)
          (data (i32.const 100) "count")
          (global $count (mut i32) (i32.const 0))
          (func $increase
            (global.set $count (i32.add (global.get $count) (i32.const 1)))
            (i32.store8 (i32.const 50000) (global.get $count)))
          (func $answer
            (i32.store8 (i32.const 50001) (global.get $count))
            (call $append (i32.const 50000) (i32.const 2))
            (call $reply))
          (func (export "canister_update count") (call $increase) (call $answer))
          (func (export "canister_query get") (call $answer))
          (func (export "canister_query countInVain") (call $increase) (call $answer))
          (func (export "canister_update trap") (call $increase) unreachable)
          (func (export "canister_update forever") (call $increase) (loop $again (br $again)))
          (func (export "canister_update growAndTrap")
            (drop (memory.grow (i32.const 10)))
            (i32.store (i32.const 700000) (i32.const 1))
            unreachable)
          ;; Calls `count` of the canister whose principal is the argument.
          (func (export "canister_update relay")
            (call $argumentCopy (i32.const 200) (i32.const 0) (call $argumentSize))
            (call $callNew
              (i32.const 200) (call $argumentSize) (i32.const 100) (i32.const 5)
              (i32.const 0) (i32.const 42) (i32.const 1) (i32.const 43))
            (drop (call $callPerform)))
          (func $replied (param $environment i32)
            (call $increase)
            (call $argumentCopy (i32.const 300) (i32.const 0) (i32.const 2))
            (i32.store8 (i32.const 302) (local.get $environment))
            (call $append (i32.const 300) (i32.const 3))
            (call $reply))
          (func $rejected (param $environment i32)
            (i32.store8 (i32.const 300) (local.get $environment))
            (call $append (i32.const 300) (i32.const 1))
            (call $reply))
          (func (export "canister_post_upgrade") unreachable))
        """

    private let subnet = Subnet(SubnetConfiguration(id: Principal.managementCanister))

    private func install(_ text: String = counter) throws -> Principal {
        let id = try subnet.createCanister(controllers: []).id
        try subnet.install(makeEmptyGuest(text), in: id, argument: [], caller: .managementCanister)
        return id
    }

    private func call(_ id: Principal, _ method: String, _ argument: [UInt8] = []) -> CallOutcome {
        subnet.call(id, method, argument, from: .managementCanister)
    }

    private func query(_ id: Principal, _ method: String) -> CallResult {
        subnet.query(id, method, [], from: .managementCanister).result
    }

    @Test("keep what updates change, and not what queries change")
    func updatesAndQueries() throws {
        let id = try install()
        #expect(call(id, "count").result == .reply([1, 1]))
        #expect(call(id, "count").result == .reply([2, 2]))
        #expect(query(id, "countInVain") == .reply([3, 3]))
        #expect(query(id, "countInVain") == .reply([3, 3]))
        #expect(query(id, "get") == .reply([2, 2]))
        #expect(call(id, "countInVain").result == .reply([3, 3]))
        #expect(query(id, "get") == .reply([2, 2]))
    }

    @Test("lose what a trapped update changed")
    func trap() throws {
        let id = try install()
        _ = call(id, "count")
        let reject = try #require(call(id, "trap").result.reject)
        #expect(reject.message.contains("unreachable"))
        #expect(query(id, "get") == .reply([1, 1]))
        _ = call(id, "growAndTrap")
        #expect(query(id, "get") == .reply([1, 1]))
        #expect(call(id, "count").executions.first?.heapSize == 65_536)
    }

    @Test("are stopped at the limit of instructions")
    func instructionLimit() throws {
        let limited = Subnet(SubnetConfiguration(id: .managementCanister, limits: limits))
        let id = try limited.createCanister(controllers: []).id
        try limited.install(makeEmptyGuest(Self.counter), in: id, argument: [], caller: .managementCanister)
        let outcome = limited.call(id, "forever", [], from: .managementCanister)
        #expect(outcome.executions.first?.trap?.code == .instructionLimit)
        #expect(outcome.instructions == 1_000_000)
        #expect(limited.query(id, "get", [], from: .managementCanister).result == .reply([0, 0]))
    }

    private var limits: ResourceLimits {
        var limits = ResourceLimits()
        limits.updateInstructions = 1_000_000
        return limits
    }

    @Test("call each other and get their callbacks")
    func calls() throws {
        let first = try install()
        let second = try install()
        let outcome = call(first, "relay", second.bytes)
        #expect(outcome.result == .reply([1, 1, 42]))
        #expect(query(first, "get") == .reply([1, 1]))
        #expect(query(second, "get") == .reply([1, 1]))
        #expect(outcome.executions.count == 3)
        #expect(outcome.executions.allSatisfy { $0.instructions > 0 })
        // There is no such canister.
        #expect(call(first, "relay", [1, 2, 3]).result == .reply([43]))
    }

    @Test("stay as they were when an upgrade traps")
    func upgrade() throws {
        let id = try install()
        _ = call(id, "count")
        #expect(throws: Reject.self) {
            try subnet.install(
                makeEmptyGuest(Self.counter), in: id, mode: .upgrade(), argument: [], caller: .managementCanister)
        }
        #expect(call(id, "count").result == .reply([2, 2]))
        try subnet.install(
            makeEmptyGuest(Self.counter), in: id, mode: .reinstall, argument: [], caller: .managementCanister)
        #expect(call(id, "count").result == .reply([1, 1]))
    }

    @Test("use the same instructions each time")
    func deterministic() throws {
        let outcomes = try (0..<2).map { _ in
            let id = try install()
            return (0..<5).map { _ in call(id, "count").instructions }
        }
        #expect(outcomes[0] == outcomes[1])
        #expect(Set(outcomes[0]).count == 1)
    }
}
