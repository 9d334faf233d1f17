import ICAgent
@testable import PingPong
import Testing
import TestSupport
import WebSocketProtocol
@testable import WebSocketClient

@Suite("Not coming back", .timeLimit(.minutes(60)))
struct NotReconnectingTests {
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

    @Test("is not done where the same would only happen again", arguments: [4_201, 4_202, 1_000] as [UInt16])
    func hopeless(code: UInt16) async throws {
        let socket = try await gateway.connect(configuration())
        gateway.cut(CloseStatus(number: code, reason: ""))
        #expect(await eventually { socket.state.end != nil })
        guard case .closed(.socketEnded(let status)) = socket.state else {
            Issue.record("\(socket.state)")
            return
        }
        #expect(status.number == code)
    }

    @Test("is not done where the relay was caught at tampering")
    func tampering() async throws {
        let socket = try await gateway.connect(configuration())
        gateway.tamper { _ in [[0xff]] }
        try socket.send(Conversation.content("hello"))
        #expect(await eventually { socket.state.end != nil })
        #expect(gateway.closes == ["4000 Error receiving message"])
    }

    @Test("is not done before the first connection, nor after the owner closed")
    func firstAndLast() async throws {
        gateway.with { $0.refusal = "nobody is there" }
        await #expect(throws: ConnectionEnd.self) { _ = try await gateway.connect(configuration()) }
        gateway.with { $0.refusal = nil }
        let socket = try await gateway.connect(configuration())
        gateway.cut(CloseStatus(.lost, number: nil))
        #expect(await eventually { if case .waiting = socket.state { !gateway.clock.sleepers.isEmpty } else { false } })
        await socket.close()
        #expect(gateway.openSockets == 0 && gateway.clock.sleepers.isEmpty)
        guard case .closed(.closedHere) = socket.state else {
            Issue.record("\(socket.state)")
            return
        }
    }
}
