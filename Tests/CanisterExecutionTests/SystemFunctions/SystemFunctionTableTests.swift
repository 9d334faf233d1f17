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
}
