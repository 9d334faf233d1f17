import Bytes
import Candid

/// Why the canister refuses something of a client, a gateway or its own author.
///
/// The texts of the first group are those of the released libraries, word for word: clients and gateways look for them.
public indirect enum WebSocketError: Error, Sendable {
    // What the protocol knows.

    /// `ws_open`: the caller did not sign.
    case anonymousClient
    /// `ws_open`: this very connection is open already.
    case alreadyConnected(ClientKey)
    /// The principal has no open connection.
    case clientNotConnected(Principal)
    /// This very connection is not open.
    case keyNotConnected(ClientKey)
    /// `ws_message`: the key in the message is not that of the caller's open connection. Carries the principal that
    /// the message names.
    case keyMismatch(Principal)
    /// `ws_message`: a message is missing before this one, or it came twice. The connection is closed for it.
    case wrongSequenceNumber(expected: UInt64, actual: UInt64)
    /// `ws_message`: a service message that is none.
    case undecodableServiceMessage(CandidError)
    /// `ws_message`: a service message that only the canister may send.
    case invalidServiceMessage
    /// `ws_close`: the caller is no gateway of an open or recent connection.
    case gatewayNotRegistered(Principal)
    /// `ws_close`: the connection runs through another gateway.
    case clientOfAnotherGateway(ClientKey, gateway: Principal)

    // What this library adds.

    /// The message could never be fetched: a poll's reply has not the room. Sizes in bytes of content.
    case messageTooLarge(size: Int, maximum: Int)
    /// The gateway's queue is full: it has not fetched for too long. Sizes in bytes.
    case queueFull(gateway: Principal, maximum: Int)
    /// The queues of all gateways together are full. Sizes in bytes.
    case allQueuesFull(maximum: Int)
    /// As many connections are open as the settings allow.
    case tooManyConnections(maximum: Int)
    /// As many gateways are known as the settings allow.
    case tooManyGateways(maximum: Int)
}

extension WebSocketError {
    /// Writes the text that goes into `WsResult.Err`.
    public func writeText(into writer: inout ByteWriter) {
        switch self {
        case .anonymousClient:
            writer.write("Anonymous principal is not allowed")
        case .alreadyConnected(let key):
            writer.write("Client with key ", key, " already has an open connection")
        case .clientNotConnected(let principal):
            writer.write("Client with principal ", principal, " doesn't have an open connection")
        case .keyNotConnected(let key):
            writer.write("Client with key ", key, " doesn't have an open connection")
        case .keyMismatch(let principal):
            writer.write("Client with principal ", principal, " has a different key than the one used in the message")
        case .wrongSequenceNumber(let expected, let actual):
            writer.write("Expected incoming sequence number ", expected, " but got ")
            writer.write(decimal: actual)
        case .undecodableServiceMessage(let error):
            writer.write("Error decoding service message content: ")
            error.writeMessage(into: &writer)
        case .invalidServiceMessage:
            writer.write("Invalid service message")
        case .gatewayNotRegistered(let gateway):
            writer.write("Gateway with principal ", gateway, " is not registered")
        case .clientOfAnotherGateway(let key, let gateway):
            writer.write("Client with key ", key, " was not registered to gateway ")
            gateway.writeText(into: &writer)
        case .messageTooLarge(let size, let maximum):
            writer.write("Message of ", UInt64(size), " bytes is too large: at most ")
            writer.write(decimal: UInt64(maximum))
            writer.write(" bytes fit into a reply")
        case .queueFull(let gateway, let maximum):
            writer.write("The queue of gateway ", gateway, " is full: it holds at most ")
            writer.write(decimal: UInt64(maximum))
            writer.write(" bytes, and the gateway does not fetch them")
        case .allQueuesFull(let maximum):
            writer.write("All queues together are full: they hold at most ", UInt64(maximum), " bytes")
        case .tooManyConnections(let maximum):
            writer.write("Too many connections: at most ", UInt64(maximum), " may be open")
        case .tooManyGateways(let maximum):
            writer.write("Too many gateways: at most ", UInt64(maximum), " may be registered")
        }
    }
}

// Each call of these takes less code than its three parts do.
extension ByteWriter {
    @inline(never)
    fileprivate mutating func write(_ before: StaticString, _ principal: Principal, _ after: StaticString) {
        write(before)
        principal.writeText(into: &self)
        write(after)
    }

    @inline(never)
    fileprivate mutating func write(_ before: StaticString, _ key: ClientKey, _ after: StaticString) {
        write(before)
        key.writeText(into: &self)
        write(after)
    }

    @inline(never)
    fileprivate mutating func write(_ before: StaticString, _ number: UInt64, _ after: StaticString) {
        write(before)
        write(decimal: number)
        write(after)
    }
}
