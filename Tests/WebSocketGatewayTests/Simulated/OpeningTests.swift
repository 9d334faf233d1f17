import Candid
import ICAgent
import Testing
import WebSocketProtocol

@testable import WebSocketGateway

@Suite("A client that opens", .timeLimit(.minutes(60)))
struct OpeningTests {
    @Test("gets the handshake first, and the open message no sooner than it can verify it")
    func hold() throws {
        let world = try GatewayFixture()
        world.network.with { state in
            state.callLatency = .milliseconds(1)
            state.pollLatency = .milliseconds(1)
        }
        let start = world.simulation.now
        let client = try world.openClient(1)
        #expect(try GatewayHandshake(decoding: client.frames[0]).gateway == world.gateway.principal)
        #expect(client.frameTimes[0] == start)
        #expect(client.frameTimes[1] == start + 150_000_000)
        #expect(try client.messages.first?.sequenceNumber == 1)
        #expect(try ServiceMessage(decoding: client.messages[0].content) == .open(client.key))
        #expect(world.gateway.counts.sessions == 1)
        #expect(world.gateway.counts.pollers == 1)
        #expect(world.gateway.counts.canisterConnections == 1)
    }

    @Test("and sends nothing is closed after a while")
    func openTimeout() throws {
        let world = try GatewayFixture()
        let client = try world.client(1)
        world.simulation.run(for: .seconds(29))
        #expect(client.end == nil)
        world.simulation.run(for: .seconds(2))
        #expect(client.end?.code == .openTimeout)
        #expect(world.gateway.counts == GatewayCounts())
        #expect(world.network.with { $0.closeCalls } == 0)
    }

    @Test("wrongly is refused before anything is forwarded", arguments: WrongOpen.allCases)
    func wrong(_ wrong: WrongOpen) throws {
        let world = try GatewayFixture { configuration in
            configuration.allowedCanisters = [GatewayFixture.canister(1)]
        }
        let client = try world.client(1)
        client.receive(try wrong.frame(of: client, in: world))
        #expect(client.end?.code == wrong.code, "\(String(describing: client.end))")
        #expect(world.comesToRest())
        #expect(world.network.with { $0.mostAtOnce } == 0)
        #expect(world.metrics.value("gateway_closes_total", [("code", "\(wrong.code.rawValue)")]) == 1)
    }

    enum WrongOpen: CaseIterable {
        case garbage, noCall, otherMethod, otherGateway, anonymous, forged, otherCanister

        var code: CloseCode { self == .otherCanister ? .canisterNotAllowed : .protocolError }

        func frame(of client: StandInClient, in world: GatewayFixture) throws -> [UInt8] {
            let open = OpenArguments(clientNonce: 7, gateway: world.gateway.principal).encoded
            switch self {
            case .garbage: return [1, 2, 3]
            case .noCall: return ClientFrame(envelope: [0xa0]).encoded
            case .otherMethod: return try client.messageFrame([1])
            case .otherGateway: return try client.openFrame(gateway: GatewayFixture.canister(9))
            case .anonymous: return try client.frame("ws_open", open, to: client.canister, by: AnonymousIdentity())
            case .forged:
                var frame = try client.openFrame()
                frame[frame.count - 1] ^= 1
                return frame
            case .otherCanister: return try client.openFrame(canister: GatewayFixture.canister(2))
            }
        }
    }

    @Test("what is open here already is refused, and the first is undisturbed")
    func twice() throws {
        let world = try GatewayFixture()
        let first = try world.client(1)
        let frame = try first.openFrame()
        first.receive(frame)
        let second = try world.client(1)
        second.receive(frame)
        #expect(second.end?.code == .protocolError)
        #expect(world.simulation.run(until: { first.isOpen }))
        try first.say([5])
        #expect(world.simulation.run(until: { first.frames.count == 3 }))
    }

    @Test("at a canister that is full is told to come later")
    func quota() throws {
        let world = try GatewayFixture { $0.connectionsPerCanister = 2 }
        let clients = try [world.openClient(1), world.openClient(2)]
        let third = try world.client(3)
        try third.open()
        #expect(third.end?.code == .canisterFull)
        let other = try world.openClient(4, at: GatewayFixture.canister(2))
        clients[0].leave()
        _ = try world.openClient(5)
        #expect(other.end == nil)
    }

    @Test("and is refused by the canister is told why, and nothing is closed there")
    func refused() throws {
        let world = try GatewayFixture()
        world.network.with(world.canister) { $0.refusesOpen = true }
        let client = try world.client(1)
        try client.open()
        #expect(world.simulation.run(until: { client.end != nil }))
        #expect(client.end == SessionEnd(.openRefused, "Too many connections: at most 0 may be open"))
        #expect(world.comesToRest())
        #expect(world.network.with { $0.closeCalls } == 0)
    }

    @Test("and leaves before the call has ended is closed at the canister after it")
    func leftEarly() throws {
        let world = try GatewayFixture()
        let client = try world.client(1)
        try client.open()
        world.simulation.run(for: .milliseconds(1))
        client.leave(code: nil)
        #expect(world.gateway.counts.canisterConnections == 1)
        #expect(world.comesToRest())
        #expect(world.network.with(world.canister) { $0.closes } == [client.key])
        #expect(world.network.with(world.canister) { $0.connections.isEmpty })
    }
}
