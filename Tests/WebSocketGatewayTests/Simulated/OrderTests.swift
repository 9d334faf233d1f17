import TestSupport
import Testing
import WebSocketProtocol

@testable import WebSocketGateway

@Suite("Clients who send as fast as they can", .timeLimit(.minutes(60)))
struct OrderTests {
    @Test("lose nothing, swap nothing and stay, whatever calls take", arguments: [1, 2, 3] as [UInt64])
    func order(seed: UInt64) throws {
        let world = try GatewayFixture(seed: seed)
        try checkOrder(world, clients: 10, messages: 200)
        #expect(world.network.with { $0.mostAtOnce } > 5, "different clients are relayed concurrently")
    }

    @Test("also where calls are only accepted, lost, or their answers are", arguments: [4, 5] as [UInt64])
    func faults(seed: UInt64) throws {
        let world = try GatewayFixture(seed: seed) {
            $0.delivery.timeout = .seconds(200)
            $0.delivery.openTimeout = .seconds(200)
        }
        world.network.with { state in
            state.acceptedOnly = 15
            state.lostAnswers = 15
            state.lostCalls = 10
        }
        try checkOrder(world, clients: 10, messages: 40)
        #expect(world.metrics.value("gateway_envelope_repetitions_total") > 10)
    }

    private func checkOrder(_ world: GatewayFixture, clients count: UInt8, messages: Int) throws {
        let clients = try (1...count).map { try world.client($0) }
        for client in clients { try client.open() }
        #expect(world.simulation.run(until: { clients.allSatisfy(\.isOpen) }))
        let sent = (0..<messages).map { number in withBytes(of: number) }
        for client in clients { for content in sent { try client.say(content) } }
        #expect(
            world.simulation.run(
                until: { clients.allSatisfy { $0.frames.count == messages + 2 } }, within: .seconds(3_600)))
        // The last answers of calls may come after what they led to.
        world.simulation.run(for: .seconds(300))
        for client in clients {
            #expect(client.end == nil)
            #expect(world.network.with(world.canister) { $0.received[client.key] } == sent)
            #expect(try client.contents == sent)
            #expect(try client.messages.map(\.sequenceNumber) == Array(1...UInt64(messages + 1)))
            #expect(world.network.with { $0.mostUnderWay[client.key.principal] } == 1)
            #expect(!client.isPaused)
            #expect(client.pauses > 0 || messages < 65, "reading was paused and goes on")
        }
        #expect(world.network.with(world.canister) { $0.executions } == Int(count) * (messages + 1))
        #expect(
            world.metrics.value("gateway_messages_total", [("direction", "to_canister")])
                == Double(Int(count) * messages))
        #expect(
            world.metrics.value("gateway_messages_total", [("direction", "to_client")])
                == Double(Int(count) * (messages + 1)))
        for client in clients { client.leave() }
        #expect(world.comesToRest())
        #expect(world.network.with(world.canister) { Set($0.closes) } == Set(clients.map(\.key)))
        #expect(world.network.with(world.canister) { $0.closes.count } == clients.count)
    }

    @Test("share what is under way to a canister at a time, and other canisters have a share of their own")
    func share() throws {
        let world = try GatewayFixture { $0.delivery.concurrentCallsPerCanister = 3 }
        let clients = try (1...10).map { try world.client($0) }
        for client in clients { try client.open() }
        let other = try world.client(11, at: GatewayFixture.canister(2))
        try other.open()
        #expect(world.simulation.run(until: { (clients + [other]).allSatisfy(\.isOpen) }))
        #expect(world.network.with { $0.mostAtOnce } == 4)
        for client in clients { try client.say([1]) }
        #expect(world.simulation.run(until: { clients.allSatisfy { $0.frames.count == 3 } }))
        #expect(world.network.with { $0.mostAtOnce } == 4)
    }

    private func withBytes(of number: Int) -> [UInt8] { [UInt8(number >> 8), UInt8(number & 0xff)] }

    @Test("are not closed for what was read before reading was paused, but for much more")
    func excess() throws {
        let world = try GatewayFixture { $0.envelopes.maximumExcessCount = 10 }
        let client = try world.openClient(1)
        world.simulation.run(for: .seconds(3))
        for _ in 0..<65 { try client.say([1]) }
        #expect(client.isPaused)
        for _ in 0..<10 { try client.say([1]) }
        #expect(client.end == nil)
        try client.say([1])
        #expect(client.end?.code == .tooFast)
        #expect(world.comesToRest())
    }

    @Test("whose message's end stays unknown are told so, and no later message is sent")
    func unknownDelivery() throws {
        let world = try GatewayFixture { $0.delivery.timeout = .seconds(20) }
        let client = try world.openClient(1)
        world.network.with { $0.acceptedOnly = 100 }
        try client.say([1])
        try client.say([2])
        #expect(world.simulation.run(until: { client.end != nil }))
        #expect(client.end?.code == .deliveryUnknown)
        world.network.with { $0.acceptedOnly = 0 }
        #expect(world.comesToRest())
        #expect(world.network.with(world.canister) { $0.received[client.key] } == [[1]])
        #expect(world.network.with(world.canister) { $0.closes } == [client.key])
    }

    @Test("who leave at once have what they sent relayed all the same")
    func leaving() throws {
        let world = try GatewayFixture()
        world.network.with { $0.callLatency = .milliseconds(100) }
        let client = try world.openClient(1)
        for number in 0..<20 as Range<UInt8> { try client.say([UInt8(number)]) }
        client.leave()
        #expect(world.gateway.counts.sessions == 0)
        #expect(world.comesToRest())
        #expect(world.network.with(world.canister) { $0.received[client.key]?.count } == 20)
        #expect(world.network.with(world.canister) { $0.closes } == [client.key])
    }
}
