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
        // Before the clock starts, as clients are connected before theirs does.
        let agents = try await opened(callers, at: canister)
        let (answer, usage) = try await LoadUsage.measure(stage, clients: [getpid()]) {
            let calls = LoadExchange(
                content: exchange.content, followsAnswers: true,
                end: Self.clock.now.uptime + UInt64(exchange.seconds * 1_000_000_000))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for agent in agents {
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

    /// Callers whom the canister knows as its clients.
    private func opened(_ callers: Int, at canister: Principal) async throws -> [Agent] {
        let agents = try (0..<callers).map { _ in stage.agent.acting(as: try Ed25519Identity()) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for agent in agents {
                let key = Self.key(of: agent)
                let opening = OpenArguments(clientNonce: key.nonce, gateway: key.principal).encoded
                group.addTask { _ = try await agent.call(canister, "ws_open", opening) }
            }
            try await group.waitForAll()
        }
        return agents
    }

    private static func key(of agent: Agent) -> ClientKey {
        ClientKey(principal: agent.identity.principal, nonce: 0)
    }

    private static func call(_ canister: Principal, by agent: Agent, _ calls: LoadExchange) async throws {
        let key = Self.key(of: agent)
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
