import Candid
import Canister
import BalancedTrees
import WebSocketProtocol

/// A canister that is a WebSocket server.
///
/// An author writes the three handlers. The rest comes from this protocol's extensions: what the canister's entry
/// points lead to, and what the author calls, ``send(_:to:)`` and ``close(_:)``.
///
/// ```swift
/// final class Echo: WebSocketCanister {
///     let webSockets = WebSocketServer()
///     let timers = Timers()
///
///     func onOpen(_ client: Principal) {}
///     func onMessage(_ content: [UInt8], from client: Principal) { try? send(content, to: client) }
///     func onClose(_ client: Principal) {}
/// }
/// ```
public protocol WebSocketCanister: CanisterProgram {
    /// Keeps the connections.
    var webSockets: WebSocketServer { get }

    /// The canister's timers, which the runtime shares with the author.
    var timers: Timers { get }

    /// A connection was opened. What is sent here comes right after the protocol's own open message.
    func onOpen(_ client: Principal)

    /// A message came, in order, once, signed by the client.
    func onMessage(_ content: [UInt8], from client: Principal)

    /// A connection is gone, whoever ended it; sending to it fails from here on.
    func onClose(_ client: Principal)
}

extension WebSocketCanister {
    /// Runs an entry point: an error becomes a trap or a reject, and all that was sent is certified once, at the end.
    public func run(_ body: () throws(EntryPointFailure) -> Void) {
        IC.run { () throws(EntryPointFailure) in try webSockets.batch(body) }
    }

    /// Starts the WebSocket server without connections: to be called in `canister_init`. In `canister_post_upgrade`
    /// ``restoreWebSockets(_:at:)`` goes on with those that ``saveWebSockets(at:)`` saved.
    ///
    /// - Throws: where a setting cannot be; as an entry point's failure it becomes a trap.
    public func startWebSockets(_ settings: WebSocketSettings = WebSocketSettings()) throws(EntryPointFailure) {
        try startWebSockets(settings, acknowledgingBy: .max)
    }

    /// Starts the WebSocket server with an acknowledgement at a time, or after one interval if that is earlier.
    func startWebSockets(_ settings: WebSocketSettings, acknowledgingBy time: UInt64) throws(EntryPointFailure) {
        do throws(SettingsError) {
            try settings.validate()
            try startAcknowledging(every: settings.acknowledgementInterval, noLaterThan: time)
            webSockets.settings = settings
        } catch {
            throw .trap(error.text)
        }
    }

    /// Closes all connections, forgets all gateways and messages, and starts anew with other settings. Clients get no
    /// close message; the author's `onClose` runs for each.
    public func restartWebSockets(_ settings: WebSocketSettings) throws(EntryPointFailure) {
        // All are as good as gone for the handlers, and still there for a native canister whose settings are refused.
        webSockets.isRestarting = true
        var cursor: Principal?
        while let connection = webSockets.nextConnection(after: cursor) {
            cursor = connection.key.principal
            onClose(connection.key.principal)
        }
        webSockets.isRestarting = false
        do throws(SettingsError) {
            try settings.validate()
        } catch {
            throw .trap(error.text)
        }
        webSockets.sweeps.cancel(in: timers)
        webSockets.removeAll()
        try startWebSockets(settings)
    }

    /// Queues a message for a client. It is certified at the latest at the end of the entry point.
    ///
    /// - Throws: where the client is not connected, its gateway's queue is full, or the message could never be fetched.
    ///   Then no number was used up; a few messages that are older than the acknowledgement interval may have been
    ///   dropped to make room.
    public func send(_ content: [UInt8], to client: Principal) throws(WebSocketError) {
        try webSockets.send(content, to: client, now: IC.time)
    }

    /// Closes a client's connection: the client gets a close message, then ``onClose(_:)`` runs.
    ///
    /// - Throws: where the client is not connected.
    public func close(_ client: Principal) throws(WebSocketError) {
        let connection = try webSockets.connection(of: client)
        close(connection, because: .closedByApplication)
    }

    /// Closes a connection, with a close message where there is a reason to tell.
    func close(_ connection: Connection, because reason: CloseReason?) {
        let now = IC.time
        // With a full queue the client finds out when it next sends, or waits for an acknowledgement.
        if let reason { try? webSockets.send(.close(reason), to: connection, now: now) }
        webSockets.remove(connection, now: now)
        onClose(connection.key.principal)
    }
}
