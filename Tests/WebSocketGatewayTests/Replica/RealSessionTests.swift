import Candid
import Foundation
import ICAgent
import LocalReplica
import TestSupport
import Testing
import WebSocketProtocol

@testable import WebSocketGateway

@Suite("A session at a real replica", .serialized, .timeLimit(.minutes(3)))
struct RealSessionTests {
    private func say(_ text: String, _ client: StandInClient) throws {
        try client.say(CandidEncoder.encode(PingPongMessage(text)))
    }

    private func openClient(_ number: UInt8, in world: ReplicaFixture, at canister: Principal) async throws
        -> StandInClient
    {
        let client = try world.client(number, at: canister)
        try client.open()
        // The open message and a first ping.
        let isOpen = try await world.wait { client.frames.count >= 3 }
        try #require(isOpen, "\(String(describing: client.end))")
        return client
    }

    @Test("goes both ways, in order, and every message is proven")
    func session() async throws {
        try await ReplicaFixture.run { world in
            let canister = try await world.install("PingPong")
            let clients = try await [
                openClient(1, in: world, at: canister), openClient(2, in: world, at: canister),
            ]
            for number in 0..<20 { for client in clients { try say("\(number)", client) } }
            #expect(try await world.wait { clients.allSatisfy { $0.frames.count == 23 } })
            for client in clients {
                let bodies = try world.verified(by: client)
                #expect(bodies.first == .service(.open(client.key)))
                #expect(bodies.texts == ["ping"] + (0..<20).map { "\($0) ping" })
                client.leave()
            }
            #expect(try await world.wait { world.gateway.counts == GatewayCounts() })
            // The canister has neither of them any more: they may open with the same keys.
            _ = try await openClient(1, in: world, at: canister)
        }
    }

    @Test("goes on when the canister is upgraded and keeps its connections")
    func upgrade() async throws {
        try await ReplicaFixture.run { world in
            let canister = try await world.install("PingPong")
            let client = try await openClient(1, in: world, at: canister)
            try await world.agent.management.stop(canister)
            try await world.agent.management.install(
                BuiltModule.sample("PingPong"), in: canister, mode: .upgrade(nil))
            try await world.agent.management.start(canister)
            try say("after", client)
            #expect(try await world.wait { client.frames.count == 4 })
            #expect(client.end == nil)
            #expect(try world.verified(by: client).texts == ["ping", "after ping"])
        }
    }

    @Test("goes on with what was sent while the canister was stopped")
    func stopped() async throws {
        try await ReplicaFixture.run { world in
            let canister = try await world.install("PingPong")
            let client = try await openClient(1, in: world, at: canister)
            try await world.agent.management.stop(canister)
            for number in 0..<3 { try say("\(number)", client) }
            try await Task.sleep(for: .seconds(1))
            try await world.agent.management.start(canister)
            #expect(try await world.wait { client.frames.count == 6 || client.end != nil })
            #expect(client.end == nil)
            #expect(try world.verified(by: client).texts == ["ping", "0 ping", "1 ping", "2 ping"])
        }
    }

    @Test("ends, with a reason, when the canister is installed anew, and others open at once")
    func reinstalled() async throws {
        try await ReplicaFixture.run { world in
            let canister = try await world.install("PingPong")
            let other = try await world.install("PingPong")
            let client = try await openClient(1, in: world, at: canister)
            let undisturbed = try await openClient(3, in: world, at: other)
            try await world.agent.management.install(
                BuiltModule.sample("PingPong"), in: canister, mode: .reinstall)
            #expect(try await world.wait { client.end != nil })
            #expect(client.end?.code == .connectionLost)
            let next = try await openClient(2, in: world, at: canister)
            try say("hello", next)
            #expect(try await world.wait { next.frames.count == 4 })
            #expect(try world.verified(by: next).texts == ["ping", "hello ping"])
            #expect(undisturbed.end == nil)
        }
    }

    @Test("goes on when the replica is started again")
    func restart() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "replica-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var configuration = ReplicaConfiguration()
        configuration.stateDirectory = folder.path(percentEncoded: false)
        try await ReplicaFixture.run(configuration) { world in
            let canister = try await world.install("PingPong")
            let client = try await openClient(1, in: world, at: canister)
            await world.replica.stop()
            try say("while away", client)
            try await Task.sleep(for: .milliseconds(500))
            var again = configuration
            again.port = world.replica.port
            let replica = try await LocalReplica(again)
            #expect(try await world.wait { client.frames.count == 4 || client.end != nil })
            #expect(client.end == nil)
            #expect(try world.verified(by: client).texts == ["ping", "while away ping"])
            client.leave()
            #expect(try await world.wait { world.gateway.counts == GatewayCounts() })
            await replica.stop()
        }
    }

    @Test("has the canister's close message delivered before the socket is closed")
    func wrongNumber() async throws {
        try await ReplicaFixture.run { world in
            let canister = try await world.install("PingPong")
            let client = try await openClient(1, in: world, at: canister)
            client.receive(try client.messageFrame([], sequenceNumber: 9))
            #expect(try await world.wait { client.end != nil })
            #expect(client.end?.code == .protocolError)
            #expect(try world.verified(by: client).last == .service(.close(.wrongSequenceNumber)))
        }
    }

    @Test("ends when a canister that keeps nothing is upgraded")
    func released() async throws {
        try await ReplicaFixture.run { world in
            let settings = CandidEncoder.encode(UInt64(50), UInt64(300_000))
            let canister = try await world.install("Conformance", argument: settings)
            let client = try world.client(1, at: canister)
            try client.open()
            #expect(try await world.wait { client.frames.count == 2 })
            try await world.agent.management.install(
                BuiltModule.sample("Conformance"), in: canister, mode: .upgrade(nil), argument: settings)
            #expect(try await world.wait { client.end != nil })
            #expect(client.end?.code == .connectionLost)
            #expect(try await world.wait { world.gateway.counts == GatewayCounts() })
        }
    }
}
