import Testing

/// Judged by `Tests/Wire/check_javascript_agent.py`.
@Suite("The JavaScript agent's demands, on the wire")
struct JavaScriptAgentTests {
    @Test("are met, each of them")
    func judged() throws {
        try WireScript.judge(by: "check_javascript_agent", checks: 29)
    }
}
