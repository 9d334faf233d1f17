import Candid
import ICAgent
import Testing
import WebSocketClient
import WebSocketGateway
import WebSocketProtocol

@Suite("Clients, a gateway and a replica, over sockets", .serialized, .timeLimit(.minutes(60)))
struct ClientTests {
    private func connect(
        _ gateway: LoopbackGateway, _ network: LoopbackNetwork, to canister: Principal,
        _ configuration: ClientConfiguration = ClientConfiguration()
    ) async throws -> CanisterWebSocket<SaidText> {
        try await CanisterWebSocket<SaidText>.connect(
            gateway: gateway.address, canister: canister, identity: Ed25519Identity(),
            network: network.clientNetwork(), configuration: configuration)
    }

    @Test("talk, verify, and leave nothing behind")
    func conversation() async throws {
        try await LoopbackNetwork.run { network in
            let canister = try await network.install("PingPong")
            let gateway = try await network.gateway()
            let socket = try await connect(gateway, network, to: canister)
            var messages = socket.raw.messages.makeAsyncIterator()
            let ping = try #require(try await messages.next())
            #expect(ping.isVerified && ping.sequenceNumber == 2)
            #expect(try ping.value(as: SaidText.self).text == "ping")
            #expect(gateway.gateway.counts.sessions == 1 && gateway.gateway.counts.pollers == 1)
            for text in ["one", "two", "three"] as [Text] { try socket.send(SaidText(text)) }
            for text in ["one ping", "two ping", "three ping"] as [Text] {
                #expect(try await messages.next()?.value(as: SaidText.self).text == text)
            }
            await socket.close()
            #expect(try await messages.next() == nil)
            #expect(try await gateway.isEmpty())
            await gateway.server.shutDown(within: .seconds(5))
        }
    }

    @Test("keep the order of each client's messages, and do not mix them")
    func many() async throws {
        try await LoopbackNetwork.run { network in
            let canister = try await network.install("PingPong")
            let gateway = try await network.gateway()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for client in 0..<5 {
                    let socket = try await connect(gateway, network, to: canister)
                    group.addTask {
                        for number in 0..<10 { try socket.send(SaidText("\(client)-\(number)")) }
                        var messages = socket.messages.makeAsyncIterator()
                        #expect(try await messages.next()?.text == "ping")
                        for number in 0..<10 {
                            #expect(try await messages.next()?.text.string == "\(client)-\(number) ping")
                        }
                        await socket.close()
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await gateway.isEmpty())
            await gateway.server.shutDown(within: .seconds(5))
        }
    }

    @Test("come back to a gateway that was started anew, and know what they may have missed")
    func reconnecting() async throws {
        try await LoopbackNetwork.run { network in
            let canister = try await network.install("PingPong")
            let first = try await network.gateway()
            var configuration = ClientConfiguration()
            var policy = ReconnectPolicy()
            policy.delays = BackOff(first: .milliseconds(200), last: .milliseconds(400))
            configuration.reconnect = policy
            let socket = try await connect(first, network, to: canister, configuration)
            var events = socket.raw.events.makeAsyncIterator()
            guard case .message = try await events.next() else {
                Issue.record("the first ping did not come")
                return
            }
            try socket.send(SaidText("one"))
            guard case .message = try await events.next() else {
                Issue.record("the first answer did not come")
                return
            }

            let port = first.server.endpoint.port
            await first.server.shutDown(within: .seconds(10))
            let second = try await network.gateway(port: port)
            guard case .reconnected(let interruption) = try await events.next() else {
                Issue.record("the interruption was not told")
                return
            }
            #expect(interruption.lastReceivedSequenceNumber == 3)
            #expect(interruption.unacknowledged.map(\.sequenceNumber) == [1])
            guard case .socketEnded(let status) = interruption.reason, status.code == .goingAway else {
                Issue.record("\(interruption.reason)")
                return
            }
            guard case .message = try await events.next() else {
                Issue.record("the second ping did not come")
                return
            }
            try socket.send(SaidText("two"))
            guard case .message(let answer) = try await events.next() else {
                Issue.record("the second answer did not come")
                return
            }
            #expect(try answer.value(as: SaidText.self).text == "two ping")
            #expect(answer.connection == interruption.current)
            await socket.close()
            #expect(try await second.isEmpty())
            await second.server.shutDown(within: .seconds(5))
        }
    }

    @Test("are told that a canister refuses them, and do not come back for that")
    func refusal() async throws {
        try await LoopbackNetwork.run { network in
            let canister = try await network.install("PingPong")
            let gateway = try await network.gateway()
            do throws(ConnectionEnd) {
                _ = try await RawCanisterWebSocket.connect(
                    gateway: gateway.address, canister: canister, identity: AnonymousIdentity(),
                    network: .rootKey(network.replica.rootKey))
                Issue.record("an anonymous client got in")
            } catch {
                guard case .socketEnded(let status) = error else {
                    Issue.record("ended for \(error)")
                    return
                }
                #expect(status.origin == .gateway && !status.allowsReturn, "\(status)")
            }
            #expect(try await gateway.isEmpty())
            await gateway.server.shutDown(within: .seconds(5))
        }
    }

    @Test("are told where nobody is at the gateway's address")
    func unreachable() async throws {
        do throws(ConnectionEnd) {
            _ = try await RawCanisterWebSocket.connect(
                gateway: "ws://127.0.0.1:1", canister: .anonymous, identity: AnonymousIdentity(),
                network: .internetComputer)
            Issue.record("somebody is there")
        } catch {
            guard case .unreachable = error else {
                Issue.record("ended for \(error)")
                return
            }
        }
    }
}
