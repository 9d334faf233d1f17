/// A canister in the text format of WebAssembly that uses every kind of state: heap, globals, stable memory, log,
/// timer, certified data, and calls that wait.
public enum StatefulModule {
    /// Its methods take the argument as it is, without Candid.
    ///
    /// - `add`: adds the argument's first byte to a global and to a cell of the heap that the byte chooses; prints the
    ///   argument; replies the global's lowest byte and the cell.
    /// - `get`: the same reply without the addition.
    /// - `pair`, a query: the cells 1 and 2, which `both` sets to the same byte, one after the other.
    /// - `both`: see `pair`. `bothAndTrap`: the same, then traps.
    /// - `spoil`, a query: changes heap, global and stable memory, and replies. `spoilAndTrap`: then traps.
    /// - `store`: writes the argument to stable memory at 5,000 times its first byte; `load` reads the byte there.
    /// - `arm`: sets the timer to the second that the first byte says; it adds 7 then.
    /// - `certify`: certifies the argument.
    /// - `grow`: the heap grows by a page, and its last byte is set.
    /// - `relay`: calls `add` of the canister whose principal the argument is, with cycles and the argument 3; replies
    ///   what it replies. `relayBriefly`: the same, waiting for 2 seconds.
    /// - `compose`, a composite query: calls `get` of the canister whose principal is the argument.
    public static let text = """
        (module
          (import "ic0" "msg_arg_data_size" (func $argumentSize (result i32)))
          (import "ic0" "msg_arg_data_copy" (func $argumentCopy (param i32 i32 i32)))
          (import "ic0" "msg_reply_data_append" (func $append (param i32 i32)))
          (import "ic0" "msg_reply" (func $reply))
          (import "ic0" "debug_print" (func $print (param i32 i32)))
          (import "ic0" "certified_data_set" (func $certify (param i32 i32)))
          (import "ic0" "global_timer_set" (func $timer (param i64) (result i64)))
          (import "ic0" "stable64_size" (func $stableSize (result i64)))
          (import "ic0" "stable64_grow" (func $stableGrow (param i64) (result i64)))
          (import "ic0" "stable64_write" (func $stableWrite (param i64 i64 i64)))
          (import "ic0" "stable64_read" (func $stableRead (param i64 i64 i64)))
          (import "ic0" "call_new" (func $callNew (param i32 i32 i32 i32 i32 i32 i32 i32)))
          (import "ic0" "call_data_append" (func $callAppend (param i32 i32)))
          (import "ic0" "call_cycles_add" (func $callCycles (param i64)))
          (import "ic0" "call_with_best_effort_response" (func $callBriefly (param i32)))
          (import "ic0" "call_perform" (func $callPerform (result i32)))
          (memory 8)
          (table 2 funcref)
          (elem (i32.const 0) $replied $rejected)
          (data (i32.const 100) "add")
          (data (i32.const 110) "get")
          (data (i32.const 120) "\\03")
          (global $sum (mut i32) (i32.const 0))
          (global $started (mut i64) (i64.const 0))
          ;; What must not run again when the heap is restored.
          (func $start
            (global.set $started (i64.add (global.get $started) (i64.const 1)))
            (i32.store (i32.const 400000) (i32.const 77)))
          (start $start)
          (func $first (result i32)
            (call $argumentCopy (i32.const 1000) (i32.const 0) (call $argumentSize))
            (i32.load8_u (i32.const 1000)))
          ;; The cells lie in blocks of their own.
          (func $cell (param $index i32) (result i32)
            (i32.add (i32.const 2000) (i32.mul (local.get $index) (i32.const 1700))))
          (func $increase (param $by i32)
            (local $at i32)
            (local.set $at (call $cell (local.get $by)))
            (global.set $sum (i32.add (global.get $sum) (local.get $by)))
            (i32.store8 (local.get $at) (i32.add (i32.load8_u (local.get $at)) (local.get $by))))
          (func $answer (param $index i32)
            (i32.store8 (i32.const 900) (global.get $sum))
            (i32.store8 (i32.const 901) (i32.load8_u (call $cell (local.get $index))))
            (call $append (i32.const 900) (i32.const 2))
            (call $reply))
          (func (export "canister_update add")
            (call $increase (call $first))
            (call $print (i32.const 1000) (call $argumentSize))
            (call $answer (i32.load8_u (i32.const 1000))))
          (func (export "canister_query get") (call $answer (call $first)))
          (func $setBoth
            (i32.store8 (call $cell (i32.const 1)) (i32.load8_u (i32.const 1000)))
            (i32.store8 (call $cell (i32.const 2)) (i32.load8_u (i32.const 1000))))
          (func (export "canister_update both") (drop (call $first)) (call $setBoth) (call $reply))
          (func (export "canister_update bothAndTrap") (drop (call $first)) (call $setBoth) unreachable)
          (func (export "canister_query pair")
            (call $append (call $cell (i32.const 1)) (i32.const 1))
            (call $append (call $cell (i32.const 2)) (i32.const 1))
            (call $reply))
          (func $spoil
            (i32.store8 (call $cell (i32.const 1)) (i32.const 99))
            (memory.fill (i32.const 300000) (i32.const 99) (i32.const 50000))
            (global.set $sum (i32.const 99))
            (drop (memory.grow (i32.const 1)))
            (drop (call $stableGrow (i64.const 1)))
            (call $stableWrite (i64.const 0) (i64.const 300000) (i64.const 5000)))
          (func (export "canister_query spoil") (call $spoil) (call $reply))
          (func (export "canister_query spoilAndTrap") (call $spoil) unreachable)
          (func $place (param $index i32) (result i64)
            (i64.extend_i32_u (i32.mul (local.get $index) (i32.const 5000))))
          (func (export "canister_update store")
            (local $end i64)
            (local.set $end (i64.add (call $place (call $first)) (i64.extend_i32_u (call $argumentSize))))
            (block $fits
              (loop $again
                (br_if $fits (i64.le_u (local.get $end) (i64.mul (call $stableSize) (i64.const 65536))))
                (drop (call $stableGrow (i64.const 1)))
                (br $again)))
            (call $stableWrite
              (call $place (i32.load8_u (i32.const 1000))) (i64.const 1000)
              (i64.extend_i32_u (call $argumentSize)))
            (call $reply))
          (func (export "canister_query load")
            (call $stableRead (i64.const 900) (call $place (call $first)) (i64.const 1))
            (call $append (i32.const 900) (i32.const 1))
            (call $reply))
          (func (export "canister_update arm")
            (drop (call $timer (i64.mul (i64.extend_i32_u (call $first)) (i64.const 1000000000))))
            (call $reply))
          (func (export "canister_global_timer") (call $increase (i32.const 7)))
          (func (export "canister_update certify")
            (drop (call $first))
            (call $certify (i32.const 1000) (call $argumentSize))
            (call $reply))
          (func (export "canister_update grow")
            (drop (memory.grow (i32.const 1)))
            (i32.store8 (i32.sub (i32.mul (memory.size) (i32.const 65536)) (i32.const 1)) (i32.const 5))
            (call $reply))
          (func $call (param $method i32)
            (drop (call $first))
            (call $callNew
              (i32.const 1000) (call $argumentSize) (local.get $method) (i32.const 3)
              (i32.const 0) (i32.const 42) (i32.const 1) (i32.const 43))
            (call $callAppend (i32.const 120) (i32.const 1)))
          (func (export "canister_update relay")
            (call $call (i32.const 100))
            (call $callCycles (i64.const 1000))
            (drop (call $callPerform)))
          (func (export "canister_update relayBriefly")
            (call $call (i32.const 100))
            (call $callBriefly (i32.const 2))
            (drop (call $callPerform)))
          (func (export "canister_composite_query compose")
            (call $call (i32.const 110))
            (drop (call $callPerform)))
          (func $replied (param $environment i32)
            (call $increase (i32.const 5))
            (call $argumentCopy (i32.const 1000) (i32.const 0) (call $argumentSize))
            (call $append (i32.const 1000) (call $argumentSize))
            (call $reply))
          (func $rejected (param $environment i32)
            (call $increase (i32.const 6))
            (call $append (i32.const 100) (i32.const 1))
            (call $reply))
          (func (export "canister_post_upgrade")))
        """
}
