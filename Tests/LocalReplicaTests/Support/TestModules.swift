import TestSupport

@testable import WasmEngine

/// Small canisters, by hand.
enum TestModules {
    /// Counts: `inc` (update) and `get` (query) reply with the count in four bytes; its timer and its heartbeat count by 100
    /// and by 10,000. What else it does is what its methods are called.
    static func counter() throws -> [UInt8] { try WasmEngine.shared().assemble(counterText) }

    /// The same with a heartbeat.
    static func beating() throws -> [UInt8] {
        try WasmEngine.shared().assemble(
            counterText.replacing(
                ";; heartbeat",
                with: """
                    (func (export "canister_heartbeat") (call $add (i32.const 10000)))
                    """))
    }

    /// One whose `canister_inspect_message` takes only methods with names of three bytes.
    static func inspecting() throws -> [UInt8] {
        try WasmEngine.shared().assemble(
            counterText.replacing(
                ";; heartbeat",
                with: """
                    (func (export "canister_inspect_message")
                      (if (i32.eq (call $msg_method_name_size) (i32.const 3)) (then (call $accept_message))))
                    """))
    }

    private static let counterText = """
        (module
          (import "ic0" "msg_reply" (func $msg_reply))
          (import "ic0" "msg_reply_data_append" (func $append (param i32 i32)))
          (import "ic0" "msg_reject" (func $msg_reject (param i32 i32)))
          (import "ic0" "msg_arg_data_size" (func $arg_size (result i32)))
          (import "ic0" "msg_arg_data_copy" (func $arg_copy (param i32 i32 i32)))
          (import "ic0" "msg_method_name_size" (func $msg_method_name_size (result i32)))
          (import "ic0" "accept_message" (func $accept_message))
          (import "ic0" "global_timer_set" (func $timer_set (param i64) (result i64)))
          (import "ic0" "time" (func $time (result i64)))
          (import "ic0" "certified_data_set" (func $certify (param i32 i32)))
          (import "ic0" "data_certificate_size" (func $certificate_size (result i32)))
          (import "ic0" "data_certificate_copy" (func $certificate_copy (param i32 i32 i32)))
          (import "ic0" "debug_print" (func $print (param i32 i32)))
          (import "ic0" "call_new" (func $call_new (param i32 i32 i32 i32 i32 i32 i32 i32)))
          (import "ic0" "call_data_append" (func $call_append (param i32 i32)))
          (import "ic0" "call_perform" (func $call_perform (result i32)))
          (memory 4)
          (table funcref (elem $answered))
          (data (i32.const 0) "refused raw_rand")
          (func $argument (call $arg_copy (i32.const 65536) (i32.const 0) (call $arg_size)))
          (func $add (param i32)
            (i32.store (i32.const 100) (i32.add (i32.load (i32.const 100)) (local.get 0))))
          (func $reply (call $append (i32.const 100) (i32.const 4)) (call $msg_reply))
          (func (export "canister_update inc") (call $add (i32.const 1)) (call $reply))
          (func (export "canister_query get") (call $reply))
          (func (export "canister_update trap") (call $add (i32.const 1)) (unreachable))
          (func (export "canister_update silent"))
          (func (export "canister_update refuse") (call $msg_reject (i32.const 0) (i32.const 7)))
          (func (export "canister_query refuse_query") (call $msg_reject (i32.const 0) (i32.const 7)))
          (func (export "canister_update endless") (loop $again (br $again)))
          (func (export "canister_update print") (call $argument)
            (call $print (i32.const 65536) (call $arg_size)) (call $reply))
          (func (export "canister_update echo") (call $argument)
            (call $append (i32.const 65536) (call $arg_size)) (call $msg_reply))
          (func (export "canister_update arm") (call $argument)
            (drop (call $timer_set (i64.add (call $time) (i64.load (i32.const 65536))))) (call $reply))
          (func (export "canister_global_timer") (call $add (i32.const 100)))
          (func (export "canister_update certify") (call $argument)
            (call $certify (i32.const 65536) (call $arg_size)) (call $reply))
          (func (export "canister_query certificate")
            (call $certificate_copy (i32.const 65536) (i32.const 0) (call $certificate_size))
            (call $append (i32.const 65536) (call $certificate_size)) (call $msg_reply))
          (func $answered (param i32) (call $argument)
            (call $append (i32.const 65536) (call $arg_size)) (call $msg_reply))
          ;; calls the canister whose principal is the argument, and replies with what comes back
          (func (export "canister_update ask") (call $argument)
            (call $call_new (i32.const 65536) (call $arg_size) (i32.const 8) (i32.const 8)
              (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))
            (call $call_append (i32.const 200) (i32.const 6))
            (drop (call $call_perform)))
          (data (i32.const 200) "DIDL\\00\\00")
          ;; heartbeat
        )
        """
}
