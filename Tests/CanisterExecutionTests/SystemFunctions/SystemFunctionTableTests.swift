import CanisterExecution
import SystemAPI
import Testing

@Suite("The table of system functions")
struct SystemFunctionTableTests {
    @Test("agrees with the C list in names and order")
    func agreesWithC() {
        let names = (0..<IC0_FUNCTION_COUNT.rawValue).map { number in
            ic0_function_name(ic0_function(rawValue: number)).map { String(cString: $0) }
        }
        #expect(names == SystemFunction.allCases.map(\.name))
        #expect(SystemFunction.allCases.map(\.rawValue) == Array(0..<names.count))
        #expect(ic0_function_name(IC0_FUNCTION_COUNT) == nil)
    }

    @Test("finds functions by name")
    func findsByName() {
        for function in SystemFunction.allCases { #expect(SystemFunction(name: function.name) == function) }
        #expect(SystemFunction(name: "mint_cycles") == nil)
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
        let function = try #require(SystemFunction(name: name))
        let text = function.parameters.map { "\($0) " }.joined() + "->" + (function.result.map { " \($0)" } ?? "")
        #expect(text == type)
    }
}
