import Metrics

/// Counts how often each limit was reached.
final class LimitCounters: Sendable {
    private let counters: [GatewayLimit: Counter]

    init(factory: any MetricsFactory) {
        counters = Dictionary(
            uniqueKeysWithValues: Self.counted.map { limit in
                let dimensions = [("limit", limit.rawValue)]
                return (limit, Counter(label: Self.name, dimensions: dimensions, factory: factory))
            })
    }

    static let name = "gateway_limit_reached_total"

    /// All but that which nobody can see.
    static let counted = GatewayLimit.allCases.filter { $0 != .memory }

    func count(_ limit: GatewayLimit) { counters[limit]?.increment() }
}
