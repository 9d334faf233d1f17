import CandidGenerator
import Testing

@Suite("Entry points that are found in Swift files")
struct SwiftFunctionsTests {
    private static let declarations: [(String, SwiftFunctions)] = [
        ("func onHeartbeat() {}", .heartbeat),
        ("  func\n onHeartbeat  ()", .heartbeat),
        ("func /* why */ onHeartbeat() {}", .heartbeat),
        ("let a = \"//\"; func onHeartbeat() {}", .heartbeat),
        ("let a = \"\\\"\"; func onHeartbeat() {}", .heartbeat),
        ("let a = #\"\\\"#; func onHeartbeat() {}", .heartbeat),
        ("let a = \"\"\"\n \" func\n \"\"\"; func onHeartbeat() {}", .heartbeat),
        ("let a = \"\\(f(\")\"))\"; func onHeartbeat() {}", .heartbeat),
        ("/* /* */ */ func onInspectMessage(_ method: Text) -> Bool { true }", .inspectMessage),
        ("func onHeartbeat() {} func onInspectMessage(", [.heartbeat, .inspectMessage]),
    ]

    @Test(
        "where the function is declared",
        arguments: Self.declarations)
    func found(source: String, expected: SwiftFunctions) {
        #expect(SwiftFunctions(in: source) == expected)
    }

    @Test(
        "not where only its name stands, nor in comments and texts",
        arguments: [
            "", "onHeartbeat()", "func onHeartbeats() {}", "func beat() { onHeartbeat() }", "// func onHeartbeat() {}",
            "/* func onHeartbeat() {} */", "/* /* */ func onHeartbeat() {} */", "\"func onHeartbeat() {}\"",
            "#\"\" func onHeartbeat() {}\"#", "\"\"\"\nfunc onHeartbeat() {}\n\"\"\"", "\"\\(x) func onHeartbeat()\"",
            "\"open", "/*", "func", "\"\\",
        ])
    func notFound(source: String) {
        #expect(SwiftFunctions(in: source) == [])
    }

    @Test("they make the canister conform, and are exported then alone")
    func generated() throws {
        let interface = "service : { f : () -> () }"
        let both = try Generation(interface, functions: [.heartbeat, .inspectMessage])
        #expect(both.methods.contains("protocol ChatMethods: CanisterService, HeartbeatCanister, InspectingCanister {"))
        #expect(both.entryPoints.contains("@_expose(wasm, \"canister_heartbeat\")"))
        #expect(both.entryPoints.contains("            .inspectMessage(inspectMessage),\n"))
        let neither = try Generation(interface)
        #expect(!neither.entryPoints.contains("eartbeat") && !neither.entryPoints.contains("nspectMessage"))
    }
}
