import Candid
import Foundation
import ICAgent
import LocalReplica
import TestSupport
import Testing
import WebSocketProtocol

@testable import WebSocketGateway

@Suite("A session whose canister or replica begins anew", .serialized, .timeLimit(.minutes(60)))
struct RealFaultTests {
    @Test("ends, with a reason, when the canister is installed anew, and others open at once")
    func reinstalled() async throws {
        try await ReplicaFixture.run { world in
            let canister = try await world.install("PingPong")
            let other = try await world.install("PingPong")
            let client = try await world.openClient(1, at: canister)
            let undisturbed = try await world.openClient(3, at: other)
            try await world.agent.management.install(
                BuiltModule.sample("PingPong"), in: canister, mode: .reinstall)
            #expect(try await world.wait { client.end != nil })
            #expect(client.end?.code == .connectionLost)
            let next = try await world.openClient(2, at: canister)
            try next.ping("hello")
            #expect(try await world.wait { next.frames.count == 4 })
            #expect(try world.verified(by: next).texts == ["ping", "hello ping"])
            #expect(undisturbed.end == nil)
        }
    }

    @Test("ends when the canister's code is taken away")
    func uninstalled() async throws {
        try await ReplicaFixture.run { world in
            let canister = try await world.install("PingPong")
            let client = try await world.openClient(1, at: canister)
            try await world.agent.management.uninstall(canister)
            #expect(try await world.wait { client.end != nil })
            #expect(client.end?.code == .connectionLost)
            try await world.agent.management.install(BuiltModule.sample("PingPong"), in: canister)
            _ = try await world.openClient(2, at: canister)
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
            let client = try await world.openClient(1, at: canister)
            await world.replica.stop()
            try client.ping("while away")
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
            let client = try await world.openClient(1, at: canister)
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
