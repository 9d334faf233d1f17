import Candid
import ICProtocol
import Testing

@testable import LocalReplica

@Suite("A replica whose canisters take all they can")
struct FairnessTests {
    @Test("still executes calls where heartbeats take all of a round's instructions")
    func heartbeats() throws {
        var limits = ReplicaLimits()
        limits.instructionsPerRound = 1
        let fixture = try CoreFixture(limits: limits)
        let beating = try fixture.install(TestModules.beating())
        try fixture.round()
        #expect(try #require(fixture.query(beating, "get").count) >= 10_000)
        #expect(try fixture.update(beating, "inc").count != nil)
    }

    @Test("takes calls of the management canister where too many others are open, and says so of those")
    func openCalls() throws {
        var limits = ReplicaLimits()
        limits.openCalls = 0
        let fixture = try CoreFixture(limits: limits)
        let counter = try fixture.install(TestModules.counter())
        let rejection = try #require(try fixture.update(counter, "inc").rejection)
        #expect(rejection.code == 2)
        #expect(rejection.errorCode == "IC0201")
        #expect(rejection.message == "0 calls wait for canisters that do not answer: try again later.")
        #expect(fixture.core.pool.isEmpty)
    }

    @Test("takes calls while slow queries have all threads for queries", .timeLimit(.minutes(60)))
    func slowQueries() async throws {
        try await HTTPFixture.with({ $0.queryThreads = 1 }) { fixture in
            let counter = try await fixture.install()
            let occupation = Occupation()
            let slow = Task { [replica = fixture.replica] in
                try await replica.queries.perform { () throws(ReplicaError) in occupation.occupy() }
            }
            await occupation.hasBegun()
            // The canister is asked whether it takes the call.
            let status = try await fixture.call(counter, "inc")
            occupation.end()
            _ = try await slow.value
            #expect(status == .replied([1, 0, 0, 0]))
        }
    }
}
