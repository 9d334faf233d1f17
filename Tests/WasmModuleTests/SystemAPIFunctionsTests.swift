import Testing

@testable import WasmModule

@Suite("Types of the system's functions")
struct SystemAPIFunctionsTests {
    @Test("follow the width of addresses")
    func widths() {
        let copy = SystemAPIFunctions.type(of: "msg_arg_data_copy", is64Bit: false)
        #expect(copy == FunctionType([.i32, .i32, .i32]))
        #expect(SystemAPIFunctions.type(of: "msg_arg_data_copy", is64Bit: true) == FunctionType([.i64, .i64, .i64]))
        // Stable memory has 64-bit offsets and sizes in both.
        for is64Bit in [false, true] {
            #expect(
                SystemAPIFunctions.type(of: "stable64_write", is64Bit: is64Bit) == FunctionType([.i64, .i64, .i64]))
            #expect(
                SystemAPIFunctions.type(of: "performance_counter", is64Bit: is64Bit) == FunctionType([.i32], [.i64]))
        }
        #expect(
            SystemAPIFunctions.type(of: "call_new", is64Bit: false)
                == FunctionType([ValueType](repeating: .i32, count: 8)))
        #expect(
            SystemAPIFunctions.type(of: "cost_sign_with_ecdsa", is64Bit: true)
                == FunctionType([.i64, .i64, .i32, .i64], [.i32]))
    }

    @Test("are missing for what does not exist, or not with 64-bit memory")
    func missing() {
        #expect(SystemAPIFunctions.type(of: "msg_replied", is64Bit: false) == nil)
        #expect(SystemAPIFunctions.type(of: "stable_read", is64Bit: true) == nil)
        #expect(SystemAPIFunctions.type(of: "canister_cycle_balance", is64Bit: true) == nil)
        #expect(SystemAPIFunctions.type(of: "canister_cycle_balance", is64Bit: false) == FunctionType([], [.i64]))
    }

    @Test("are known for all functions of the specification")
    func count() {
        // 18 of messages, 21 of the canister, 18 of cycles (two of them not in the specification), 7 of calls,
        // 8 of stable memory, 4 of certified data.
        #expect(SystemAPIFunctions.names.count == 76)
    }

    @Test(
        "has the types of the specification",
        arguments: [
            ("msg_arg_data_size", "-> i32"), ("msg_arg_data_copy", "i32 i32 i32 ->"), ("msg_deadline", "-> i64"),
            ("msg_reply", "->"), ("global_timer_set", "i64 -> i64"), ("performance_counter", "i32 -> i64"),
            ("env_var_value_copy", "i32 i32 i32 i32 i32 ->"), ("env_var_name_copy", "i32 i32 i32 i32 ->"),
            ("msg_cycles_accept128", "i64 i64 i32 ->"), ("msg_cycles_accept", "i64 -> i64"),
            ("cost_sign_with_ecdsa", "i32 i32 i32 i32 -> i32"), ("cost_call", "i64 i64 i32 ->"),
            ("call_new", "i32 i32 i32 i32 i32 i32 i32 i32 ->"), ("call_on_cleanup", "i32 i32 ->"),
            ("call_with_best_effort_response", "i32 ->"), ("call_cycles_add128", "i64 i64 ->"),
            ("call_perform", "-> i32"), ("stable64_write", "i64 i64 i64 ->"), ("stable64_grow", "i64 -> i64"),
            ("stable_write", "i32 i32 i32 ->"), ("stable_grow", "i32 -> i32"), ("certified_data_set", "i32 i32 ->"),
            ("data_certificate_present", "-> i32"), ("time", "-> i64"), ("trap", "i32 i32 ->"),
        ])
    func hasTypes(name: String, type: String) throws {
        let function = try #require(SystemAPIFunctions.type(of: name, is64Bit: false))
        let text = function.parameters.map { "\($0) " }.joined() + "->" + function.results.map { " \($0)" }.joined()
        #expect(text == type)
    }
}
