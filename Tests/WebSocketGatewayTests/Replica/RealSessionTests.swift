import Candid
import ICAgent
import TestSupport
import Testing
import WebSocketProtocol

@testable import WebSocketGateway

@Suite("A session at a real replica", .serialized, .timeLimit(.minutes(60)))
struct RealSessionTests {
    @Test("goes both ways, in order, and every message is proven")
    func session() async throws {
        try await ReplicaFixture.run { world in
            let canister = try await world.install("PingPong")
            let clients = try await [
                world.openClient(1, at: canister), world.openClient(2, at: canister),
            ]
            for number in 0..<20 { for client in clients { try client.ping("\(number)") } }
            #expect(try await world.wait { clients.allSatisfy { $0.frames.count == 23 } })
            for client in clients {
                let bodies = try world.verified(by: client)
                #expect(bodies.first == .service(.open(client.key)))
                #expect(bodies.texts == ["ping"] + (0..<20).map { "\($0) ping" })
                client.leave()
            }
            #expect(try await world.wait { world.gateway.counts == GatewayCounts() })
            // The canister has neither of them any more: they may open with the same keys.
            _ = try await world.openClient(1, at: canister)
        }
    }

    @Test("goes on when the canister is upgraded and keeps its connections")
    func upgrade() async throws {
        try await ReplicaFixture.run { world in
            let canister = try await world.install("PingPong")
            let client = try await world.openClient(1, at: canister)
            try await world.agent.management.stop(canister)
            try await world.agent.management.install(
                BuiltModule.sample("PingPong"), in: canister, mode: .upgrade(nil))
            try await world.agent.management.start(canister)
            try client.ping("after")
            #expect(try await world.wait { client.frames.count == 4 })
            #expect(client.end == nil)
            #expect(try world.verified(by: client).texts == ["ping", "after ping"])
        }
    }

    @Test("goes on with what was sent while the canister was stopped")
    func stopped() async throws {
        try await ReplicaFixture.run { world in
            let canister = try await world.install("PingPong")
            let client = try await world.openClient(1, at: canister)
            try await world.agent.management.stop(canister)
            for number in 0..<3 { try client.ping("\(number)") }
            try await Task.sleep(for: .seconds(1))
            try await world.agent.management.start(canister)
            #expect(try await world.wait { client.frames.count == 6 || client.end != nil })
            #expect(client.end == nil)
            #expect(try world.verified(by: client).texts == ["ping", "0 ping", "1 ping", "2 ping"])
        }
    }
}
