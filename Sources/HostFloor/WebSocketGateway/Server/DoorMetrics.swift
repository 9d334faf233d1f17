import Metrics
import WebSocketProtocol
import WebSocketTransport

/// What the door measures.
final class DoorMetrics: Sendable {
    private let sockets: Meter
    private let refusals: [CloseCode: Counter]
    private let limits: LimitCounters

    /// With what a socket may be refused.
    static let refusalCodes: [CloseCode] = [.goingAway, .tryAgainLater, .tooManyConnections, .originNotAllowed]
    static let refusalName = "gateway_sockets_refused_total"

    init(factory: any MetricsFactory) {
        sockets = Meter(label: "gateway_sockets", factory: factory)
        refusals = Dictionary(
            uniqueKeysWithValues: Self.refusalCodes.map {
                let dimensions = [("code", "\($0.rawValue)")]
                return ($0, Counter(label: Self.refusalName, dimensions: dimensions, factory: factory))
            })
        limits = LimitCounters(factory: factory)
        sockets.set(0)
    }

    func enter() { sockets.increment() }
    func leave() { sockets.decrement() }

    func refuse(_ code: CloseCode) {
        refusals[code]?.increment()
        switch code {
        case .tryAgainLater: reached(.sockets)
        case .tooManyConnections: reached(.socketsPerAddress)
        default: break
        }
    }

    /// Counts that a limit was reached.
    func reached(_ limit: GatewayLimit) { limits.count(limit) }

    /// Counts what a connection ran into before its upgrade.
    func reached(_ limit: ListenerLimit) {
        switch limit {
        case .handshakes: reached(GatewayLimit.handshakes)
        case .handshakesPerAddress: reached(GatewayLimit.handshakesPerAddress)
        case .descriptors: reached(GatewayLimit.descriptors)
        }
    }
}
