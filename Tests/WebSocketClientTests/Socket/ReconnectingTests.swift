import ICAgent
@testable import PingPong
import Testing
import TestSupport
import WebSocketProtocol
@testable import WebSocketClient

@Suite("Coming back", .timeLimit(.minutes(60)))
struct ReconnectingTests {
    private let gateway: InProcessGateway

    init() throws { gateway = try InProcessGateway() }

    private func configuration(_ change: (inout ReconnectPolicy) -> Void = { _ in }) -> ClientConfiguration {
        var policy = ReconnectPolicy()
        change(&policy)
        var configuration = gateway.configuration
        configuration.reconnect = policy
        configuration.random = SplitMix64(seed: 5)
        return configuration
    }

    /// Waits until the client waits, and lets that time pass.
    private func passWait(_ socket: RawCanisterWebSocket) async throws -> Duration {
        #expect(await eventually { if case .waiting = socket.state { !gateway.clock.sleepers.isEmpty } else { false } })
        guard case .waiting(let delay, _) = socket.state else { throw NotWaiting(state: "\(socket.state)") }
        gateway.clock.advance(by: delay.nanoseconds)
        return delay
    }

    struct NotWaiting: Error { let state: String }

    @Test("tells what may have been missed, at the place where it was")
    func interruption() async throws {
        let socket = try await gateway.connect(configuration())
        var events = socket.events.makeAsyncIterator()
        try socket.send(Conversation.content("one"))
        for _ in 0..<2 { _ = try await events.next() }
        gateway.with { $0.isHolding = true }
        try socket.send(Conversation.content("two"))
        guard case .open(let former, _) = socket.state else {
            Issue.record("\(socket.state)")
            return
        }
        gateway.cut(CloseStatus(number: 1_012, reason: "restart"))
        let delay = try await passWait(socket)
        #expect((.milliseconds(250)...(.milliseconds(500))).contains(delay))
        // While the canister has not opened the new connection, what may be lost is still there.
        #expect(await eventually { gateway.with { $0.clients.count } == 2 })
        #expect(socket.unacknowledged.map(\.sequenceNumber) == [1, 2])
        gateway.with { $0.isHolding = false }
        gateway.deliver()
        #expect(await eventually { socket.state.isOpen })

        guard case .reconnected(let interruption) = try await events.next() else {
            Issue.record("the interruption was not told first")
            return
        }
        #expect(interruption.previous == former && interruption.lastReceivedSequenceNumber == 3)
        #expect(interruption.unacknowledged.map(\.sequenceNumber) == [1, 2])
        let contents = interruption.unacknowledged.map(\.content)
        #expect(contents == [Conversation.content("one"), Conversation.content("two")])
        #expect(interruption.tries == 1 && interruption.duration.nanoseconds == delay.nanoseconds)
        #expect(interruption.current.principal == former.principal && interruption.current.nonce != former.nonce)
        guard case .socketEnded(let status) = interruption.reason, status.code == .restart else {
            Issue.record("\(interruption.reason)")
            return
        }
        guard case .message(let ping) = try await events.next() else {
            Issue.record("the ping did not come")
            return
        }
        #expect(ping.connection == interruption.current && ping.sequenceNumber == 2)
        #expect(try socket.send(Conversation.content("three")) == 1)
        guard case .message(let answer) = try await events.next() else {
            Issue.record("the answer did not come")
            return
        }
        #expect(try answer.value(as: AppMessage.self).text == "three ping")
    }

    @Test("is tried again and again, after waits that grow, by chance that follows from a seed")
    func growing() async throws {
        let socket = try await gateway.connect(configuration { $0.steadyAfter = .zero })
        gateway.with { $0.refusal = "nobody is there" }
        gateway.cut(CloseStatus(.lost, number: nil, reason: "reset"))
        var generator = SplitMix64(seed: 5)
        _ = generator.next()  // The number of the first connection.
        var expected: [Duration] = []
        var found: [Duration] = []
        for tries in 1...8 {
            expected.append(ReconnectPolicy().delays.delay(after: tries, using: &generator))
            found.append(try await passWait(socket))
        }
        #expect(found == expected)
        for (tries, delay) in zip(1..., found) {
            let longest = min(Duration.milliseconds(500 << (tries - 1)), .seconds(30))
            #expect((longest / 2...longest).contains(delay))
        }
        let waitsAgain = await eventually {
            if case .waiting = socket.state { !gateway.clock.sleepers.isEmpty } else { false }
        }
        #expect(waitsAgain)
        gateway.with { $0.refusal = nil }
        _ = try await passWait(socket)
        var events = socket.events.makeAsyncIterator()
        _ = try await events.next()
        guard case .reconnected(let interruption) = try await events.next() else {
            Issue.record("the interruption was not told")
            return
        }
        #expect(interruption.tries == 9)
    }

    @Test("ends after as many tries as are allowed")
    func bounded() async throws {
        let socket = try await gateway.connect(configuration { $0.maximumTries = 2 })
        gateway.with { $0.refusal = "nobody is there" }
        gateway.cut(CloseStatus(.lost, number: nil))
        for _ in 0..<2 { _ = try await passWait(socket) }
        #expect(await eventually { socket.state.end != nil })
        guard case .closed(.unreachable("nobody is there")) = socket.state else {
            Issue.record("\(socket.state)")
            return
        }
    }

    @Test("waits ever longer where connections do not last")
    func flapping() async throws {
        let socket = try await gateway.connect(configuration { $0.delays.factor = 10 })
        var delays: [Duration] = []
        for _ in 0..<3 {
            #expect(await eventually { socket.state.isOpen })
            gateway.cut(CloseStatus(number: 4_100, reason: "too slow"))
            delays.append(try await passWait(socket))
        }
        #expect(delays[0] <= .milliseconds(500) && delays[1] >= .milliseconds(2_500) && delays[2] >= .seconds(15))
        #expect(await eventually { socket.state.isOpen })
        gateway.clock.advance(by: 10_000_000_000)
        gateway.cut(CloseStatus(number: 4_100, reason: "too slow"))
        #expect(try await passWait(socket) <= .milliseconds(500))
    }
}
