import Candid
import ICAgent
import WebSocketProtocol

/// A WebSocket to a canister whose messages are values of a type in Candid: the one in the `opt` of `ws_message` in the
/// canister's interface.
///
/// ```swift
/// let socket = try await CanisterWebSocket<AppMessage>.connect(
///     gateway: "ws://127.0.0.1:8080", canister: canister, identity: identity,
///     network: .local(HTTPTransport("http://127.0.0.1:4943")))
/// try socket.send(AppMessage(text: "hello"))
/// for try await message in socket.messages { print(message.text) }
/// ```
public struct CanisterWebSocket<Message: CandidCodable & Sendable>: Sendable {
    /// The same socket with messages as bytes, and with more to tell of each.
    public let raw: RawCanisterWebSocket

    /// Takes messages for values of the type.
    public init(_ raw: RawCanisterWebSocket) {
        self.raw = raw
    }

    /// Connects, and waits until the canister has opened the connection; see
    /// ``RawCanisterWebSocket/connect(gateway:canister:identity:network:configuration:)``.
    public static func connect(
        gateway: String, canister: Principal, identity: any Identity, network: ClientNetwork,
        configuration: ClientConfiguration = ClientConfiguration()
    ) async throws(ConnectionEnd) -> CanisterWebSocket {
        CanisterWebSocket(
            try await RawCanisterWebSocket.connect(
                gateway: gateway, canister: canister, identity: identity, network: network,
                configuration: configuration))
    }

    /// Sends a value.
    ///
    /// - Returns: its sequence number on the present connection.
    @discardableResult
    public func send(_ message: Message) throws(SendError) -> UInt64 {
        try raw.send(CandidEncoder.encode(message))
    }

    /// The canister's messages, in order.
    public var messages: TypedMessages<Message> { TypedMessages(raw: raw.messages) }

    /// How it stands now.
    public var state: SocketState { raw.state }

    /// How it stands now, and from then on each change.
    public var states: AsyncStream<SocketState> { raw.states }

    /// Closes the socket, and waits until it is gone.
    public func close() async { await raw.close() }
}

/// The canister's messages as values. Throws ``ConnectionEnd``, or ``UnreadableMessage`` for one that is of another
/// type; the next one can be taken after that.
public struct TypedMessages<Message: CandidCodable & Sendable>: AsyncSequence, Sendable {
    let raw: RawMessages

    /// Takes one value after another.
    public struct Iterator: AsyncIteratorProtocol {
        var raw: RawMessages.Iterator

        public mutating func next() async throws -> Message? {
            guard let message = try await raw.next() else { return nil }
            return try message.value(as: Message.self)
        }
    }

    public func makeAsyncIterator() -> Iterator { Iterator(raw: raw.makeAsyncIterator()) }
}

extension IncomingMessage {
    /// The content as a value.
    ///
    /// - Throws: ``UnreadableMessage``.
    public func value<Value: CandidDecodable>(as type: Value.Type = Value.self) throws(UnreadableMessage) -> Value {
        do throws(CandidError) { return try CandidDecoder.decode(type, from: content) } catch {
            throw UnreadableMessage(message: self, error: error)
        }
    }
}

/// A message, sent by the canister for certain, that is of another type than was expected.
public struct UnreadableMessage: Error, CustomStringConvertible {
    /// The message.
    public let message: IncomingMessage

    /// What is wrong with its content.
    public let error: CandidError

    public var description: String {
        "message \(message.sequenceNumber), of \(message.content.count) bytes, is of another type: \(error)"
    }
}
