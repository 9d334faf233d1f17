import Metrics
import WebSocketProtocol

/// What the door measures.
final class DoorMetrics: Sendable {
    private let sockets: Meter
    private let refusals: [CloseCode: Counter]

    init(factory: any MetricsFactory) {
        sockets = Meter(label: "gateway_sockets", factory: factory)
        let codes: [CloseCode] = [.goingAway, .tryAgainLater, .tooManyConnections, .originNotAllowed]
        refusals = Dictionary(
            uniqueKeysWithValues: codes.map {
                let dimensions = [("code", "\($0.rawValue)")]
                return ($0, Counter(label: "gateway_sockets_refused_total", dimensions: dimensions, factory: factory))
            })
        sockets.set(0)
    }

    func enter() { sockets.increment() }
    func leave() { sockets.decrement() }
    func refuse(_ code: CloseCode) { refusals[code]?.increment() }
}

extension PrometheusMetrics {
    /// For a gateway: with texts that say what its metrics are.
    public static func ofGateway() -> PrometheusMetrics {
        PrometheusMetrics(helps: [
            "gateway_sockets": "Sockets that were let in and are not closed yet.",
            "gateway_sockets_refused_total": "Sockets that were not let in, by close code.",
            "gateway_sessions": "Clients with an open socket.",
            "gateway_pollers": "Canisters that are being polled.",
            "gateway_canister_connections": "Connections that are open at canisters, or not known to be closed.",
            "gateway_closes_total": "Sockets that were closed, by close code.",
            "gateway_messages_total": "Messages that were relayed, by direction.",
            "gateway_messages_without_client_total": "Messages of canisters for clients that are not here.",
            "gateway_envelope_repetitions_total": "Envelopes that were sent to the network again.",
            "gateway_polls_total": "Polls that were answered.",
            "gateway_polls_failed_total": "Polls that failed.",
            "gateway_canister_losses_total": "Canisters that were found to have lost their state, or messages.",
            "gateway_canister_closes_failed_total": "Connections that could not be closed at the canister.",
            "gateway_relay_seconds": "From the sending of an envelope until its end is known.",
            "gateway_poll_seconds": "How long polls take that are answered.",
        ])
    }
}
