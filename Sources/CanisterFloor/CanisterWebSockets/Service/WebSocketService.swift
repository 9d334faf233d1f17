import Candid
import Canister
import WebSocketProtocol

/// A WebSocket canister whose entry points, methods and messages are generated from its interface.
///
/// An author's class inherits from the generated `NAMEService`, which joins this protocol with the methods of the
/// interface and ``WebSocketCanisterBase``:
///
/// ```swift
/// final class Echo: EchoService {
///     func onMessage(_ message: AppMessage, from client: Principal) { try? send(message, to: client) }
/// }
/// ```
public protocol WebSocketService: WebSocketCanister, CanisterService {
    /// What client and canister say to each other: the type of the `opt` argument of `ws_message`.
    associatedtype ApplicationMessage: CandidCodable

    /// Magic, type table and argument list of a Candid message of one ``ApplicationMessage``; a constant of the generated code.
    static var messageHeader: [UInt8] { get }

    /// A message came, in order, once, signed by the client.
    func onMessage(_ message: ApplicationMessage, from client: Principal)

    /// A message came that is no ``ApplicationMessage``. By default the log gets a line.
    func onUndecodableMessage(_ content: [UInt8], _ error: CandidError, from client: Principal)

    /// Whether connections survive upgrades. By default they do, whether or not the canister has state of its own. With
    /// a constant `false` each upgrade begins without connections, and the module is smaller.
    static var keepsConnections: Bool { get }
}

/// A WebSocket canister that reads and writes the bytes of messages itself.
///
/// ```swift
/// final class Echo: EchoService, RawMessages {
///     func onMessage(_ content: [UInt8], from client: Principal) { try? send(content, to: client) }
/// }
/// ```
public protocol RawMessages: WebSocketService {}

extension RawMessages {
    /// Is not called: ``WebSocketCanister/onMessage(_:from:)`` gets the bytes.
    public func onMessage(_ message: ApplicationMessage, from client: Principal) {}

    @available(*, unavailable, message: "a class with RawMessages has to have onMessage(_ content: [UInt8], from:)")
    public func onMessage(_ content: [UInt8], from client: Principal) {}
}
