import Logging
import Synchronization
import WebSocketProtocol
import WebSocketTransport

/// Takes sockets after their opening handshake, lets them in or not, and brings those that are in together with their
/// sessions.
final class Door: Sendable {
    let keeper: Doorkeeper
    private let gateway: Gateway
    private let metrics: DoorMetrics
    private let log: Logger
    private let refused = Atomic(0)

    /// How many sockets were refused and have not closed yet.
    var refusedCount: Int { refused.load(ordering: .relaxed) }

    /// The most sockets that were refused and wait for the end of their close handshake. One more is cut.
    static let maximumRefused = 1_024

    init(_ gateway: Gateway, limits: AdmissionLimits, metrics: DoorMetrics, log: Logger) {
        self.gateway = gateway
        keeper = Doorkeeper(limits)
        self.metrics = metrics
        self.log = log
    }

    /// On the event loop of the connection, before anything comes of it.
    func accept(_ connection: WebSocketConnection, _ facts: HandshakeFacts) -> any WebSocketReceiver {
        let address = facts.address?.description ?? "unknown"
        let place: Doorkeeper.Place
        do throws(Doorkeeper.Refusal) { place = try keeper.admit(facts) } catch {
            return refuse(connection, error, address)
        }
        metrics.enter()
        let socket = GatewaySocket(connection)
        let session = gateway.accept(socket, from: address)
        // Not with the end of the session: whoever breaks a rule may hold its socket a little longer.
        connection.whenGone { [self] in
            keeper.release(place)
            metrics.leave()
        }
        return AdmittedClient(socket, session, limits: keeper.limits, metrics: metrics, on: connection.eventLoop)
    }

    private func refuse(
        _ connection: WebSocketConnection, _ refusal: Doorkeeper.Refusal, _ address: String
    ) -> any WebSocketReceiver {
        metrics.refuse(refusal.code)
        log.info(
            "a socket was not let in",
            metadata: ["address": "\(address)", "code": "\(refusal.code.rawValue)", "reason": "\(refusal.reason)"])
        if refused.add(1, ordering: .relaxed).newValue > Self.maximumRefused {
            metrics.reached(.refusedSockets)
            connection.abort()
        } else {
            connection.close(code: refusal.code.rawValue, reason: refusal.reason)
        }
        connection.whenGone { [self] in refused.subtract(1, ordering: .relaxed) }
        return RefusedClient()
    }
}
