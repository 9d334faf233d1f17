import Canister
import Testing

@Suite("Entry points")
struct EntryPointTests {
    @Test("have the names that the interface specification gives them, and run what they were given")
    func names() {
        var ran: [Int] = []
        let table: [EntryPoint] = [
            .initialize { ran.append(0) }, .preUpgrade { ran.append(1) }, .postUpgrade { ran.append(2) },
            .inspectMessage { ran.append(3) }, .heartbeat { ran.append(4) }, .globalTimer { ran.append(5) },
            .update("a b") { ran.append(6) }, .query("look") { ran.append(7) },
            .compositeQuery("all") { ran.append(8) },
        ]
        #expect(
            table.map(\.name) == [
                "canister_init", "canister_pre_upgrade", "canister_post_upgrade", "canister_inspect_message",
                "canister_heartbeat", "canister_global_timer", "canister_update a b", "canister_query look",
                "canister_composite_query all",
            ])
        for entryPoint in table { entryPoint.run() }
        #expect(ran == Array(0..<9))
    }

    @Test("the timers' own method is the one in the table of a WebSocket canister")
    func timerMethod() {
        #expect("\(Timers.method)" == "<swift-canister> run_timer")
    }
}
