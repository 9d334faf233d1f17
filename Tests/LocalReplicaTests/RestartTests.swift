import Candid
import CanisterExecution
import ICProtocol
import Testing

@testable import LocalReplica

@Suite("A replica that is started again")
struct RestartTests {
    @Test("has its canisters, their state, and what it told of calls")
    func restores() throws {
        let store = MemoryRoundStore(isKeeping: true)
        let fixture = try CoreFixture(store: store)
        let counter = try fixture.install(TestModules.counter())
        let call = try fixture.call(counter, "inc")
        try fixture.run(call)
        let failed = try fixture.call(counter, "trap")
        let rejection = try fixture.run(failed).rejection
        try fixture.update(counter, "certify", [4, 5])

        let again = try CoreFixture(store: store)
        #expect(again.core.time == fixture.core.time)
        #expect(again.core.roundNumber == fixture.core.roundNumber)
        #expect(again.query(counter, "get").count == 1)
        #expect(again.core.subnet.canisters[counter]?.certifiedData == [4, 5])
        guard case .known(.replied([1, 0, 0, 0])) = again.core.submit(call) else {
            Issue.record("expected the call to be known, with its reply")
            return
        }
        #expect(rejection != nil && again.core.history[failed.requestID]?.status.rejection == rejection)
        #expect(try again.update(counter, "inc").count == 2)
    }

    @Test("goes on with calls that had begun")
    func goesOn() throws {
        let store = MemoryRoundStore(isKeeping: true)
        let fixture = try CoreFixture(store: store)
        let counter = try fixture.install(TestModules.counter())
        let host = try fixture.core.subnet.addHostCanister { _ in .later }
        let asking = try fixture.call(counter, "ask", host.bytes)
        _ = fixture.core.submit(asking)
        try fixture.round()
        #expect(fixture.core.history[asking.requestID]?.status == .processing)

        let again = try CoreFixture(store: store)
        #expect(again.core.history[asking.requestID]?.status == .processing)
        let waiting = try #require(again.core.subnet.unansweredCalls(of: host).first)
        again.core.subnet.answer(waiting.id, with: .reply([9]))
        try again.round()
        #expect(again.core.history[asking.requestID]?.status == .replied([9]))
    }

    @Test("takes calls anew that no round had executed")
    func forgetsWhatWaited() throws {
        var limits = ReplicaLimits()
        limits.messagesPerRound = 1
        let store = MemoryRoundStore(isKeeping: true)
        let fixture = try CoreFixture(limits: limits, store: store)
        let counter = try fixture.install(TestModules.counter())
        let calls = try (0..<2).map { _ in try fixture.call(counter, "inc") }
        for call in calls { _ = fixture.core.submit(call) }
        try fixture.round()
        #expect(fixture.core.history[calls[1].requestID]?.status == .received)

        let again = try CoreFixture(store: store)
        #expect(again.core.history[calls[1].requestID] == nil)
        #expect(try again.run(calls[1]).count == 2)
    }

    @Test("says what it cannot read")
    func damaged() throws {
        let store = MemoryRoundStore(isKeeping: true)
        try store.commit(
            StoredRound(number: 1, state: StateChanges(), requests: [(id: try #require(RequestID([UInt8](repeating: 1, count: 32))), record: [0x80])]))
        let error = try #require(throws: RoundStoreError.self) { try CoreFixture(store: store) }
        #expect("\(error)".contains("The state is damaged: the subnet's counters is missing"), "\(error)")
        let entry = #expect(throws: RoundStoreError.self) { try IngressHistory.Entry(record: [0x80]) }
        #expect("\(try #require(entry))".contains("what is remembered of a call cannot be read"))
    }

    @Test("stops to execute when a round cannot be stored")
    func failingStore() throws {
        let fixture = try CoreFixture(store: FailingStore())
        let error = try #require(throws: RoundStoreError.self) { try fixture.round() }
        #expect("\(error)" == "The state after round 1 cannot be stored: no room is left")
    }
}

/// Keeps nothing, and says so.
private final class FailingStore: RoundStore {
    var isKeeping: Bool { true }
    func load() throws(RoundStoreError) -> StoredReplica? { nil }
    func commit(_ round: StoredRound) throws(RoundStoreError) {
        throw .commit(round: round.number, reason: "no room is left")
    }
    func close() {}
}
