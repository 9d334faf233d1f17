import CanisterExecution
import CanisterTesting
import CanisterWebSockets
import Testing

@Suite("Settings")
struct SettingsTests {
    /// What the installation traps with.
    private func refusal(_ change: (inout WebSocketSettings) -> Void, time: UInt64? = nil) -> String? {
        var settings = WebSocketSettings()
        change(&settings)
        let server = TestServer()
        server.settings = settings
        do throws(Reject) {
            let subnet = time.map { Subnet.forTests(time: $0) } ?? .forTests()
            try TestCanister(on: subnet) { server.entryPoints }.install()
            return nil
        } catch {
            return error.trap?.message ?? error.message
        }
    }

    @Test("have defaults that are allowed: those of the released libraries where these have any")
    func defaults() {
        #expect(refusal { _ in } == nil)
        let settings = WebSocketSettings()
        #expect(settings.maximumReturnedMessages == 50)
        #expect(settings.acknowledgementInterval == 300_000)
        let two = WebSocketSettings(maximumReturnedMessages: 7, acknowledgementInterval: 70_000)
        #expect(two.maximumReturnedMessages == 7)
        #expect(two.acknowledgementInterval == 70_000)
        #expect(two.maximumConnections == settings.maximumConnections)
    }

    @Test("demand an acknowledgement interval longer than the time to answer, with the released libraries' text")
    func shortInterval() {
        let text = "send_ack_interval_ms must be greater than CLIENT_KEEP_ALIVE_TIMEOUT_MS"
        #expect(refusal { $0.acknowledgementInterval = 60_000 } == text)
        #expect(refusal { $0.acknowledgementInterval = 0 } == text)
        #expect(refusal { $0.acknowledgementInterval = 60_001 } == nil)
    }

    @Test("refuse an interval beyond the end of time")
    func longInterval() {
        let text = "the acknowledgement interval is too long: the first one would be due after the year 2554"
        #expect(refusal { $0.acknowledgementInterval = .max } == text)
        #expect(refusal({ $0.acknowledgementInterval = 60_001 }, time: .max - 60_000_000_000) == text)
        #expect(refusal({ $0.acknowledgementInterval = 60_001 }, time: .max - 60_001_000_000) == nil)
    }

    @Test("bound the number of messages in a page")
    func messages() {
        #expect(
            refusal { $0.maximumReturnedMessages = 1 << 32 }
                == "the maximum number of returned messages must be at most 4294967295")
        #expect(refusal { $0.maximumReturnedMessages = 1 << 32 - 1 } == nil)
        #expect(refusal { $0.maximumReturnedMessages = 0 } == nil)
    }

    @Test("demand a reply that holds a message and that a query may have")
    func replySize() {
        let small = "the maximum reply size must be at least 131072 bytes, to hold a message beside its proof"
        let large = "the maximum reply size must be at most 3145728 bytes, the limit for a query's reply"
        #expect(refusal { $0.maximumReplySize = 131_071 } == small)
        #expect(refusal { $0.maximumReplySize = -1 } == small)
        #expect(refusal { $0.maximumReplySize = 131_072 } == nil)
        #expect(refusal { $0.maximumReplySize = 3_145_728 } == nil)
        #expect(refusal { $0.maximumReplySize = 3_145_729 } == large)
    }

    @Test("stay as they are where others are refused")
    func refusedRestart() throws {
        let bench = try NativeBench(WebSocketSettings(maximumReturnedMessages: 2, acknowledgementInterval: 100_000))
        try bench.sessions.open(.client(1))
        let result = bench.perform { () throws(EntryPointFailure) in
            try bench.server.restartWebSockets(
                WebSocketSettings(maximumReturnedMessages: 9, acknowledgementInterval: 1))
        }
        #expect(result.reject?.trap?.message.hasPrefix("send_ack_interval_ms") == true)
        #expect(bench.server.webSockets.settings.maximumReturnedMessages == 2)
        #expect(bench.send([65], to: .client(1)) == nil)
        bench.sessions.advance(seconds: 100)
        #expect(try bench.sessions.pollAll().map(\.description) == ["c1#1 open", "c1#2 A", "c1#3 ack 0"])
    }

    @Test("given twice leave one timer")
    func startedTwice() throws {
        let bench = try NativeBench(WebSocketSettings())
        #expect(bench.server.timers.count == 1)
        bench.perform { () throws(EntryPointFailure) in try bench.server.startWebSockets(WebSocketSettings()) }
        #expect(bench.server.timers.count == 1)
    }

    @Test("can be changed by a restart: connections, messages and timers of before are gone")
    func restart() throws {
        let bench = try NativeBench(WebSocketSettings(maximumReturnedMessages: 50, acknowledgementInterval: 100_000))
        var closed: [String] = []
        bench.server.closed = { closed.append($0.shortName) }
        try bench.sessions.open(.client(1))
        try bench.sessions.open(.client(2), at: .gateway(1))
        let before = bench.sessions.certifiedData
        bench.sessions.advance(seconds: 90)
        bench.perform { () throws(EntryPointFailure) in
            try bench.server.restartWebSockets(
                WebSocketSettings(maximumReturnedMessages: 3, acknowledgementInterval: 200_000))
        }
        #expect(closed == ["c1", "c2"])
        #expect(bench.server.webSockets.connectionCount == 0)
        #expect(try bench.sessions.poll().messages.isEmpty)
        // Nothing that is still there is certified by it.
        #expect(bench.sessions.certifiedData == before)
        #expect(try bench.sessions.message([1], from: .client(1)).text.hasSuffix("doesn't have an open connection"))

        try bench.sessions.open(.client(1), nonce: 2)
        #expect(bench.sessions.certifiedData != before)
        bench.sessions.advance(seconds: 199)
        #expect(try bench.sessions.pollAll().map(\.description) == ["c1#1 open"])
        bench.sessions.advance(seconds: 1)
        #expect(try bench.sessions.pollAll().map(\.description) == ["c1#1 open", "c1#2 ack 0"])
        for _ in 0..<3 { bench.send([65], to: .client(1)) }
        #expect(try bench.sessions.poll().messages.count == 3)
        #expect(try bench.sessions.poll(.gateway(1)).messages.isEmpty)
    }

    @Test("the table of entry points has the protocol's methods and those of the timers")
    func table() {
        #expect(
            TestServer().webSocketEntryPoints.map(\.name) == [
                "canister_update ws_open", "canister_update ws_message", "canister_update ws_close",
                "canister_query ws_get_messages", "canister_global_timer",
                "canister_update <swift-canister> run_timer",
            ])
    }
}
