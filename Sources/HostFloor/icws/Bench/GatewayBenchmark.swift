import Candid
import Foundation
import ICAgent
import LocalReplica
import WebSocketClient
import WebSocketProtocol

/// Measures the way from a client through the gateway to a canister and back, over sockets of this machine. Replica,
/// gateway and clients are one process here, on the same processors: the figures are those of all together.
struct GatewayBenchmark {
    private static let roundTrips = 300
    private static let clients = 100
    private static let messagesOfClient = 10

    private let module: DeployableModule
    private let content: [UInt8]

    init(canisters: CanisterFolder) throws {
        module = try DeployableModule("PingPong", in: URL(filePath: canisters.path))
        content = try module.interface.content(ofLine: "hello", at: SystemAgentClock().now)
    }

    func measurements() async throws -> [Measurement] {
        let system = try await LocalSystem.start()
        let result: Result<[Measurement], any Error>
        do {
            let canister = try await system.deploy(module)
            var measurements = try await bareCalls(canister, on: system)
            measurements += try await roundTrips(canister, on: system)
            for count in [1, 10, 100] { measurements.append(try await rate(canisters: count, on: system)) }
            result = .success(measurements)
        } catch {
            result = .failure(error)
        }
        await system.stop()
        return try result.get()
    }

    // MARK: One client

    /// The two calls that a round trip consists of, by an agent alone: `ws_message` and `ws_get_messages`.
    private func bareCalls(_ canister: Principal, on system: LocalSystem) async throws -> [Measurement] {
        let agent = try await Agent.forLocalNetwork(
            over: HTTPTransport(system.replica.url), identity: Ed25519Identity())
        let key = ClientKey(principal: agent.identity.principal, nonce: 0)
        let opening = OpenArguments(clientNonce: key.nonce, gateway: agent.identity.principal).encoded
        _ = try await agent.call(canister, "ws_open", opening)
        var calls: [Duration] = []
        var queries: [Duration] = []
        for number in 1...UInt64(Self.roundTrips) {
            let message = WebSocketMessage(
                clientKey: key, sequenceNumber: number, timestamp: SystemAgentClock().now, isServiceMessage: false,
                content: content)
            let start = ContinuousClock.now
            _ = try await agent.call(canister, "ws_message", MessageArguments(message: message).encoded)
            let called = ContinuousClock.now
            // The answer to this message is the one after the opening message, the greeting and the answers before.
            let query = GetMessagesArguments(nonce: number + 1).encoded
            _ = try await agent.query(canister, "ws_get_messages", query)
            calls.append(called - start)
            queries.append(ContinuousClock.now - called)
        }
        return Self.percentiles("bare ws_message", calls) + Self.percentiles("bare ws_get_messages", queries)
    }

    /// A message and its answer, one after another.
    private func roundTrips(_ canister: Principal, on system: LocalSystem) async throws -> [Measurement] {
        let socket = try await connect(to: canister, on: system)
        var messages = socket.messages.makeAsyncIterator()
        _ = try await messages.next()
        var times: [Duration] = []
        for _ in 0..<Self.roundTrips {
            let start = ContinuousClock.now
            try socket.send(content)
            _ = try await messages.next()
            times.append(ContinuousClock.now - start)
        }
        await socket.close()
        return Self.percentiles("client -> canister -> client", times)
    }

    private static func percentiles(_ what: String, _ times: [Duration]) -> [Measurement] {
        let sorted = times.sorted()
        return [50, 99].map { percent in
            let time = sorted[(sorted.count - 1) * percent / 100]
            return Measurement(what: "\(what), p\(percent)", measured: Timing.text(time / .milliseconds(1)))
        }
    }

    // MARK: Many clients

    /// Clients, spread over canisters, who send as fast as they can and take all answers.
    private func rate(canisters count: Int, on system: LocalSystem) async throws -> Measurement {
        var canisters: [Principal] = []
        for _ in 0..<count { canisters.append(try await system.deploy(module)) }
        var sockets: [RawCanisterWebSocket] = []
        for number in 0..<Self.clients {
            let socket = try await connect(to: canisters[number % count], on: system)
            var messages = socket.messages.makeAsyncIterator()
            _ = try await messages.next()
            sockets.append(socket)
        }
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for socket in sockets {
                group.addTask {
                    for _ in 0..<Self.messagesOfClient { try socket.send(content) }
                    var messages = socket.messages.makeAsyncIterator()
                    for _ in 0..<Self.messagesOfClient { _ = try await messages.next() }
                }
            }
            try await group.waitForAll()
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        for socket in sockets { await socket.close() }
        let rate = UInt64(Double(Self.clients * Self.messagesOfClient) / seconds)
        return Measurement(
            what: "messages and answers of \(Self.clients) clients, \(count) canister\(count == 1 ? "" : "s")",
            measured: "\(grouped(rate))/s")
    }

    private func connect(to canister: Principal, on system: LocalSystem) async throws -> RawCanisterWebSocket {
        try await RawCanisterWebSocket.connect(
            gateway: system.address, canister: canister, identity: Ed25519Identity(),
            network: .local(HTTPTransport(system.replica.url)))
    }
}
