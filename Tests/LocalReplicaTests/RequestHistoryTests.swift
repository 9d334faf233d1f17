import Candid
import ICProtocol
import Testing

@testable import LocalReplica

@Suite("What a replica remembers of calls")
struct RequestHistoryTests {
    @Test("is kept for five minutes after their end, and until they expire")
    func lifetime() throws {
        let fixture = try CoreFixture()
        let counter = try fixture.install(TestModules.counter())
        let call = try fixture.call(counter, "inc", expiry: fixture.core.time + 330_000_000_000)
        try fixture.run(call)
        try fixture.round(after: 299_000_000_000)
        #expect(fixture.core.history[call.requestID]?.isEnded == true)
        try fixture.round(after: 2_000_000_000)
        #expect(fixture.core.history[call.requestID] != nil, "it has not expired")
        try fixture.round(after: 60_000_000_000)
        #expect(fixture.core.history[call.requestID] == nil)
    }

    @Test("has a limit, beyond which calls are not taken")
    func full() throws {
        var limits = ReplicaLimits()
        limits.rememberedRequests = 4
        let fixture = try CoreFixture(limits: limits)
        let counter = try fixture.install(TestModules.counter())
        try fixture.update(counter, "inc")
        try fixture.update(counter, "inc")
        guard case .overloaded(let reason) = fixture.core.submit(try fixture.call(counter, "inc")) else {
            Issue.record("expected no more to be taken")
            return
        }
        #expect(reason.contains("The status of 4 calls is remembered, which is the most"))
        try fixture.round(after: 700_000_000_000)
        #expect(try fixture.update(counter, "inc").count == 3)
    }

    @Test("forgets the oldest replies where they are too many bytes together")
    func forgetsReplies() throws {
        var limits = ReplicaLimits()
        limits.rememberedReplyBytes = 2_500
        let fixture = try CoreFixture(limits: limits)
        let counter = try fixture.install(TestModules.counter())
        let calls = try (0..<4).map { _ in
            try fixture.call(counter, "echo", [UInt8](repeating: 5, count: 1_000))
        }
        for call in calls { try fixture.run(call) }
        #expect(calls.map { fixture.core.history[$0.requestID]?.status == .done } == [true, true, false, false])
        #expect(fixture.core.history.answerBytes <= 2_500)
    }

    @Test("limits what waits for a round, in calls and in bytes")
    func pool() throws {
        var limits = ReplicaLimits()
        limits.waitingCalls = 3
        limits.waitingBytes = 1_000
        let fixture = try CoreFixture(limits: limits)
        let counter = Principal(canisterIndex: 0)
        try fixture.core.subnet.createCanister(counter, controllers: [fixture.user.principal])
        try fixture.core.subnet.install(
            module: TestModules.counter(), in: counter, argument: [], caller: fixture.user.principal)
        _ = fixture.core.submit(try fixture.call(counter, "echo", [UInt8](repeating: 0, count: 900)))
        let large = fixture.core.submit(try fixture.call(counter, "echo", [UInt8](repeating: 0, count: 900)))
        guard case .overloaded(let bytes) = large else {
            Issue.record("expected no room for the bytes")
            return
        }
        #expect(bytes.contains("1 calls with 904 bytes wait to be executed; at most 3 with 1000 bytes can"))
        for _ in 0..<2 { _ = fixture.core.submit(try fixture.call(counter, "inc")) }
        guard case .overloaded = fixture.core.submit(try fixture.call(counter, "inc")) else {
            Issue.record("expected no room for a fourth call")
            return
        }
        try fixture.round()
        #expect(fixture.query(counter, "get").count == 2)
    }
}
