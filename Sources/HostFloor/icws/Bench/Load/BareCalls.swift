import Candid
import Foundation
import ICAgent
import WebSocketClient
import WebSocketProtocol

/// The calls that clients' messages are, by agents in this process and without a gateway: what the network takes for
/// them.
struct BareCalls {
    let stage: LoadStage
    let exchange: Exchange

    private static let clock = SystemClientClock()

    func row(_ callers: Int) async throws -> ActiveRow {
        let canister = try await stage.deploy(exchange.module)
        let (answer, usage) = try await LoadUsage.measure(stage, clients: [getpid()]) {
            let calls = LoadExchange(
                content: exchange.content, followsAnswers: true,
                end: Self.clock.now.uptime + UInt64(exchange.seconds * 1_000_000_000))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<callers {
                    let agent = stage.agent.acting(as: try Ed25519Identity())
                    group.addTask { try await Self.call(canister, by: agent, calls) }
                }
                try await group.waitForAll()
            }
            return calls.answer
        }
        return ActiveRow(
            "bare", clients: callers, canisters: 1, askedPerSecond: nil, seconds: exchange.seconds, answer, usage,
            cores: exchange.cores)
    }

    private static func call(_ canister: Principal, by agent: Agent, _ calls: LoadExchange) async throws {
        let key = ClientKey(principal: agent.identity.principal, nonce: 0)
        let opening = OpenArguments(clientNonce: key.nonce, gateway: key.principal).encoded
        _ = try await agent.call(canister, "ws_open", opening)
        var number: UInt64 = 0
        var now = clock.now
        while now.uptime < calls.end {
            number += 1
            let message = WebSocketMessage(
                clientKey: key, sequenceNumber: number, timestamp: now.time, isServiceMessage: false,
                content: calls.content)
            calls.sent()
            let start = now.uptime
            _ = try await agent.call(canister, "ws_message", MessageArguments(message: message).encoded)
            now = clock.now
            calls.answered(at: now.uptime, latency: now.uptime - min(now.uptime, start))
        }
    }
}
