import Candid
import CandidLanguage
import ICAgent
import WebSocketClient

/// A client of the demonstration, with one connection.
final class DemoClient: Sendable {
    let name: String
    let canister: DemoCanister
    let socket: RawCanisterWebSocket
    /// How long it took to connect.
    let opening: Duration

    private init(name: String, canister: DemoCanister, socket: RawCanisterWebSocket, opening: Duration) {
        (self.name, self.canister, self.socket, self.opening) = (name, canister, socket, opening)
    }

    /// Connects.
    ///
    /// - Parameters:
    ///   - gateway: its address, or that of a relay before it.
    ///   - recorder: what keeps the messages; nothing for those that a relay may have changed.
    static func connect(
        _ name: String, as identity: Ed25519Identity, to canister: DemoCanister, through gateway: String,
        on stage: DemoStage, recording: Bool = true
    ) async throws -> DemoClient {
        var configuration = ClientConfiguration()
        if recording { configuration.dialer = stage.recorder.dialer(for: canister.id) }
        let network = ClientNetwork.local(try HTTPTransport(stage.system.replica.url))
        let start = ContinuousClock.now
        let socket = try await RawCanisterWebSocket.connect(
            gateway: gateway, canister: canister.id, identity: identity, network: network,
            configuration: configuration)
        return DemoClient(name: name, canister: canister, socket: socket, opening: ContinuousClock.now - start)
    }

    /// Sends a message in Candid's text.
    func send(_ text: String) throws {
        try socket.send(canister.interface.content(ofLine: text, at: SystemAgentClock().now))
    }

    /// The next message.
    ///
    /// - Throws: where none comes within half a minute; why the connection ended.
    func next() async throws -> IncomingMessage {
        let (name, messages) = (name, socket.messages)
        return try await withThrowingTaskGroup(of: IncomingMessage?.self) { group in
            group.addTask {
                var iterator = messages.makeAsyncIterator()
                return try await iterator.next()
            }
            group.addTask {
                try await Task.sleep(for: .seconds(30))
                throw StageFailure("\(name) waited 30 s for a message")
            }
            defer { group.cancelAll() }
            guard let message = try await group.next() ?? nil else {
                throw StageFailure("\(name) closed the connection")
            }
            return message
        }
    }

    /// The value of a message.
    func value(of message: IncomingMessage) throws -> CandidValue {
        guard let type = canister.interface.messageType, let interface = canister.interface.interface,
            let value = try CandidArguments(decoding: message.content, as: [type], in: interface).values.first
        else { throw StageFailure("\(canister.name) has no type for messages") }
        return value
    }
}
