import Candid
import ICAgent
import MessageVerification
import WebSocketProtocol

/// A WebSocket to a canister, through a gateway that nobody has to trust. Messages are bytes here; see
/// ``CanisterWebSocket`` for values.
///
/// What is sent is signed, and what comes is verified before anyone sees it: that the canister sent it, on this
/// connection, each message once and in order. Acknowledgements are answered, and what does not come in time ends the
/// connection, as `ConnectionEnd` tells.
///
/// Letting go of the socket, and of all ``messages`` and ``events``, closes it.
public final class RawCanisterWebSocket: Sendable {
    let supervisor: SocketSupervisor

    /// Connects, and waits until the canister has opened the connection.
    ///
    /// - Parameters:
    ///   - gateway: its address: `ws://127.0.0.1:8080`.
    ///   - identity: as whom; the canister refuses nobody in particular. One principal has one connection to a
    ///     canister, and a second one closes the first.
    ///   - network: whose signatures are believed.
    /// - Throws: why the connection did not come about, whatever the policy of coming back;
    ///   ``ConnectionEnd/closedHere`` where whoever waits is cancelled.
    public static func connect(
        gateway: String, canister: Principal, identity: any Identity, network: ClientNetwork,
        configuration: ClientConfiguration = ClientConfiguration()
    ) async throws(ConnectionEnd) -> RawCanisterWebSocket {
        let target = SocketTarget(gateway: gateway, canister: canister, identity: identity, network: network)
        let socket = RawCanisterWebSocket(target, configuration)
        for await state in socket.states {
            switch state {
            case .open: return socket
            case .closed(let end): throw end
            case .connecting, .waiting: break
            }
        }
        // Only a task that is cancelled gets here.
        await socket.close()
        throw .closedHere
    }

    private init(_ target: SocketTarget, _ configuration: ClientConfiguration) {
        let supervisor = SocketSupervisor(target, configuration)
        self.supervisor = supervisor
        Task { await supervisor.run() }
    }

    deinit { supervisor.close() }

    /// How it stands now.
    public var state: SocketState { supervisor.state.value }

    /// How it stands now, and from then on each change. Of many changes that wait the last 64 are kept.
    public var states: AsyncStream<SocketState> { supervisor.state.changes }

    /// Sends a message.
    ///
    /// - Returns: its sequence number on the present connection.
    /// - Throws: ``SendError``: the message took no number.
    @discardableResult
    public func send(_ content: [UInt8]) throws(SendError) -> UInt64 { try supervisor.send(content) }

    /// The messages of the canister, in order; see ``RawMessages``.
    public var messages: RawMessages { RawMessages(events: events) }

    /// The same, with a mark wherever the connection is another one from there on.
    public var events: SocketEvents { SocketEvents(socket: self) }

    /// Up to which sequence number the canister has acknowledged messages on the present connection, and from then on
    /// each change; 0 before the first.
    public var acknowledgements: AsyncStream<UInt64> { supervisor.acknowledged.changes }

    /// Messages of the application that were sent on the present connection, or the last one, and are not acknowledged:
    /// while the socket comes back those of the former one, until ``SocketEvent/reconnected(_:)`` tells of them.
    public var unacknowledged: [UnacknowledgedMessage] {
        supervisor.connection?.unacknowledgedMessages.filter { !$0.isServiceMessage } ?? []
    }

    /// How many certificates and trees had to be verified on the present connection, or the last one: what many
    /// messages share is verified once.
    public var verificationWork: VerificationWork { supervisor.connection?.verificationWork ?? VerificationWork() }

    /// Closes the socket with code 1000, and waits until it is gone, in a task that is cancelled as well. Messages that
    /// came before can still be taken.
    public func close() async {
        supervisor.close()
        // A stream ends at once where the task that reads it is cancelled; this one is not.
        let waiting = Task<Void, Never> { [supervisor] in
            for await state in supervisor.state.changes where state.end != nil { return }
        }
        await waiting.value
    }
}
