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
}
