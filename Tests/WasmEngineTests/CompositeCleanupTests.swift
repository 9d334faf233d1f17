import Candid
import CanisterExecution
import Testing

@testable import WasmEngine

@Suite("Savepoints of a guest, and composite queries")
struct CompositeCleanupTests {
    /// Asks itself nothing: it asks `absent` of the canister that its argument names, twice. The first callback traps
    /// after it changed memory, size and a global; the second answers with what it sees.
    static let asking = """
        (module
          (import "ic0" "msg_arg_data_size" (func $argumentSize (result i32)))
          (import "ic0" "msg_arg_data_copy" (func $argumentCopy (param i32 i32 i32)))
          (import "ic0" "msg_reply_data_append" (func $append (param i32 i32)))
          (import "ic0" "msg_reply" (func $reply))
          (import "ic0" "call_new" (func $callNew (param i32 i32 i32 i32 i32 i32 i32 i32)))
          (import "ic0" "call_on_cleanup" (func $onCleanup (param i32 i32)))
          (import "ic0" "call_perform" (func $callPerform (result i32)))
          (memory 2 40)
          (table 3 funcref)
          (elem (i32.const 0) $trap $answer $cleanUp)
          (global $state (mut i32) (i32.const 1))
          (func $ask (param $callback i32)
            (call $callNew
              (i32.const 200) (call $argumentSize) (i32.const 0) (i32.const 0)
              (local.get $callback) (i32.const 0) (local.get $callback) (i32.const 0)))
          (func (export "canister_composite_query ask")
            (call $argumentCopy (i32.const 200) (i32.const 0) (call $argumentSize))
            (global.set $state (i32.const 2))
            (drop (memory.grow (i32.const 1)))
            (i32.store8 (i32.const 70000) (i32.const 3))
            (i32.store8 (i32.const 140000) (i32.const 4))
            (call $ask (i32.const 0))
            (call $onCleanup (i32.const 2) (i32.const 9))
            (drop (call $callPerform))
            (call $ask (i32.const 1))
            (drop (call $callPerform)))
          (func $trap (param i32)
            (global.set $state (i32.const 22))
            (drop (memory.grow (i32.const 5)))
            (i32.store8 (i32.const 16) (i32.const 33))
            (i32.store8 (i32.const 70000) (i32.const 33))
            (i32.store8 (i32.const 140000) (i32.const 33))
            (i32.store8 (i32.const 400000) (i32.const 33))
            unreachable)
          (func $cleanUp (param $environment i32)
            (i32.store8 (i32.const 17) (i32.add (local.get $environment) (global.get $state))))
          (func $answer (param i32)
            (i32.store8 (i32.const 18) (i32.load8_u (i32.const 70000)))
            (i32.store8 (i32.const 19) (i32.load8_u (i32.const 140000)))
            (i32.store8 (i32.const 20) (global.get $state))
            (i32.store8 (i32.const 21) (memory.size))
            (call $append (i32.const 16) (i32.const 6))
            (call $reply))
          (func (export "canister_query look")
            (i32.store8 (i32.const 20) (global.get $state))
            (i32.store8 (i32.const 21) (memory.size))
            (call $append (i32.const 16) (i32.const 6))
            (call $reply)))
        """

    @Test("a callback that traps leaves its cleanup and the other callbacks the state before it")
    func cleansUp() throws {
        let subnet = Subnet(SubnetConfiguration(id: .managementCanister))
        let id = try subnet.createCanister(controllers: []).id
        try subnet.install(makeEmptyGuest(Self.asking), in: id, argument: [], caller: .managementCanister)
        for _ in 0..<3 {
            let outcome = subnet.query(id, "ask", [1, 2, 3], from: .managementCanister)
            #expect(outcome.result == .reply([0, 11, 3, 4, 2, 3]))
            #expect(outcome.executions.map(\.context) == [
                .compositeQuery, .compositeRejectCallback, .compositeCleanup, .compositeRejectCallback,
            ])
            let look = subnet.query(id, "look", [], from: .managementCanister)
            #expect(look.result == .reply([0, 0, 0, 0, 1, 2]), "nothing of the query lasts")
        }
    }

    @Test("a savepoint keeps what was touched, and a rollback forgets it")
    func savepoint() throws {
        let guest = try makeGuest(RollbackTests.changing)
        try guest.update("change")
        guest.setSavepoint()
        try guest.update("grow")
        try guest.update("touchGrown")
        try guest.rollBackToSavepoint()
        try guest.update("isChanged")
        #expect(guest.heapSize == 2 * 65_536)
        try guest.update("grow")
        guest.setSavepoint()
        try guest.update("touchGrown")
        try guest.rollBackToSavepoint()
        try guest.update("touchGrown")
        guest.rollBack()
        try guest.update("isUnchanged")
        #expect(throws: Trap.self) { try guest.rollBackToSavepoint() }
    }

    @Test("what was gone back to can be committed")
    func commit() throws {
        let guest = try makeGuest(RollbackTests.changing)
        try guest.update("grow")
        guest.setSavepoint()
        try guest.update("change")
        try guest.update("touchGrown")
        try guest.rollBackToSavepoint()
        guest.commit()
        _ = try guest.trap(of: "changeAndTrap")
        guest.rollBack()
        try guest.update("touchGrown")
    }
}
