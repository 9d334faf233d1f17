import Candid
import CanisterExecution
import ICProtocol
import Testing

@testable import LocalReplica

@Suite("Rounds of a replica")
struct RoundTests {
    private let fixture: CoreFixture
    private let counter: Principal

    init() throws {
        fixture = try CoreFixture()
        counter = try fixture.install(TestModules.counter())
    }

    @Test("execute calls, and tell their replies")
    func executes() throws {
        #expect(try fixture.update(counter, "inc").count == 1)
        #expect(try fixture.update(counter, "inc").count == 2)
        #expect(fixture.query(counter, "get").count == 2)
    }

    @Test("tell why a call failed, with the codes of the network")
    func rejects() throws {
        let cases: [(String, UInt64, String, String)] = [
            ("trap", 5, "IC0502", "Error from Canister \(counter.text): Canister trapped"),
            ("silent", 5, "IC0506", "Canister \(counter.text) did not reply to the call"),
            ("refuse", 4, "IC0406", "refused"),
            ("nothing", 5, "IC0536", "Canister has no update method 'nothing'"),
        ]
        for (method, code, errorCode, message) in cases {
            let rejection = try #require(try fixture.update(counter, method).rejection)
            #expect(rejection.code == code)
            #expect(rejection.errorCode == errorCode)
            #expect(rejection.message.contains(message), "\(rejection.message)")
        }
        #expect(fixture.query(counter, "get").count == 0, "what trapped changed nothing")
    }

    @Test("execute a call once, however often it is sent")
    func executesOnce() throws {
        let call = try fixture.call(counter, "inc")
        guard case .taken = fixture.core.submit(call) else {
            Issue.record("expected the call to be taken")
            return
        }
        guard case .known(.received) = fixture.core.submit(call) else {
            Issue.record("expected the call to be known")
            return
        }
        try fixture.round()
        guard case .known(.replied) = fixture.core.submit(call) else {
            Issue.record("expected the call to be answered")
            return
        }
        try fixture.round()
        #expect(fixture.query(counter, "get").count == 1)
    }

    @Test("fire timers when they are due, and not before")
    func timers() throws {
        // Five seconds, in eight bytes.
        let delay = withUnsafeBytes(of: UInt64(5_000_000_000).littleEndian) { [UInt8]($0) }
        try fixture.update(counter, "arm", delay)
        try fixture.round(after: 3_000_000_000)
        #expect(fixture.query(counter, "get").count == 0)
        try fixture.round(after: 2_000_000_000)
        #expect(fixture.query(counter, "get").count == 100)
        try fixture.round(after: 9_000_000_000)
        #expect(fixture.query(counter, "get").count == 100)
    }

    @Test("run heartbeats when they beat")
    func heartbeats() throws {
        let beating = try fixture.install(TestModules.beating())
        let before = try #require(fixture.query(beating, "get").count)
        try fixture.round(beats: false)
        #expect(fixture.query(beating, "get").count == before)
        try fixture.round(beats: true)
        try fixture.round(beats: true)
        #expect(fixture.query(beating, "get").count == before + 20_000)
    }

    @Test("leave for the next one what is too much for one")
    func bounded() throws {
        var limits = ReplicaLimits()
        limits.messagesPerRound = 3
        let fixture = try CoreFixture(limits: limits)
        let counter = try fixture.install(TestModules.counter())
        for _ in 0..<8 { _ = fixture.core.submit(try fixture.call(counter, "inc")) }
        try fixture.round()
        #expect(fixture.query(counter, "get").count == 3)
        #expect(fixture.core.hasWork)
        try fixture.round()
        #expect(fixture.query(counter, "get").count == 6)
        try fixture.round()
        #expect(fixture.query(counter, "get").count == 8)
        #expect(!fixture.core.hasWork)
    }

    @Test("reject a call that expired while it waited")
    func expires() throws {
        let call = try fixture.call(counter, "inc", expiry: fixture.core.time + 10)
        _ = fixture.core.submit(call)
        try fixture.round(after: 11)
        let rejection = try #require(fixture.core.history[call.requestID]?.status.rejection)
        #expect(rejection.errorCode == "IC0202" && rejection.code == 2)
        #expect(rejection.message.contains("timed out waiting to start executing"))
        #expect(fixture.query(counter, "get").count == 0)
    }

    @Test("carry calls between canisters, and their answers")
    func callsBetweenCanisters() throws {
        guard case .replied(let random) = try fixture.update(counter, "ask", []) else {
            Issue.record("expected random bytes")
            return
        }
        let decoder = try CandidDecoder(random)
        #expect(try decoder.argument([UInt8].self).count == 32)
        guard case .replied(let others) = try fixture.update(counter, "ask", []) else { return }
        #expect(others != random)
    }

    @Test("stop a canister that goes on for ever")
    func instructionLimit() throws {
        var limits = ReplicaLimits()
        limits.resources.updateInstructions = 1_000_000
        let fixture = try CoreFixture(limits: limits)
        let counter = try fixture.install(TestModules.counter())
        let rejection = try #require(try fixture.update(counter, "endless").rejection)
        #expect(rejection.errorCode == "IC0522" && rejection.code == 5)
        #expect(rejection.message.contains("the execution exceeded its limit of 1000000 instructions"), "\(rejection.message)")
    }
}
