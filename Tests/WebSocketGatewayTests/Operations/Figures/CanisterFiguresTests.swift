import Testing
import WebSocketProtocol

@testable import WebSocketGateway

@Suite("Canisters in the figures", .timeLimit(.minutes(60)))
struct CanisterFiguresTests {
    @Test("are those with most sessions, and no more than asked for")
    func busiest() throws {
        let fixture = try GatewayFixture()
        for number in 1...5 as ClosedRange<UInt8> {
            for client in 0..<number { _ = try fixture.openClient(number * 10 + client, at: GatewayFixture.canister(number)) }
        }
        let directory = fixture.gateway.services.directory
        #expect(directory.busiestCanisters(3).map(\.sessions) == [5, 4, 3])
        #expect(directory.busiestCanisters(3).map(\.canister) == [5, 4, 3].map(GatewayFixture.canister))
        #expect(directory.busiestCanisters(20).count == 5)
        #expect(directory.mostClientsOfACanister == 5)
    }

    @Test("count messages both ways and polls, those that fail too, and begin anew with the next first client")
    func traffic() throws {
        let fixture = try GatewayFixture()
        let client = try fixture.openClient(1)
        try client.say(Array("hello".utf8))
        #expect(fixture.simulation.run(until: { fixture.metrics.value("gateway_messages_total direction=to_canister") == 1 }))
        let directory = fixture.gateway.services.directory
        let seen = try #require(directory.busiestCanisters(1).first).traffic
        #expect(seen.messagesToCanister == 1)
        #expect(
            Double(seen.messagesToClients) == fixture.metrics.value("gateway_messages_total direction=to_client"))
        #expect(Double(seen.polls) == fixture.metrics.value("gateway_polls_total"))
        #expect(!seen.isFailing && seen.pause > .zero)
        client.leave()
        #expect(fixture.comesToRest())
        #expect(directory.busiestCanisters(1).isEmpty)
    }

    @Test("that the operator named are there without clients too, and count on")
    func allowed() throws {
        let (first, second) = (GatewayFixture.canister(1), GatewayFixture.canister(2))
        let fixture = try GatewayFixture { $0.allowedCanisters = [first, second] }
        let directory = fixture.gateway.services.directory
        #expect(directory.allowedCanisters(100).map(\.canister) == [first, second])
        #expect(directory.allowedCanisters(1).count == 1)
        for nonce in 1...2 as ClosedRange<UInt64> {
            let client = try fixture.openClient(1, nonce: nonce, at: first)
            #expect(directory.allowedCanisters(100).map(\.sessions) == [1, 0])
            client.leave()
            #expect(fixture.comesToRest())
        }
        let seen = directory.allowedCanisters(100)
        #expect(seen.map(\.sessions) == [0, 0])
        #expect(seen[0].traffic.messagesToClients >= 2 && seen[1].traffic == CanisterTraffic.Figures())
    }
}
