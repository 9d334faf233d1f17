/// What a gateway's metrics say, as far as a measurement asks.
struct GatewayFigures {
    private var values: [Substring: Double] = [:]

    /// Reads what Prometheus would read; values of one name are added up over their labels.
    init(_ text: String) {
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            guard let space = line.lastIndex(of: " "), let value = Double(line[line.index(after: space)...]) else {
                continue
            }
            values[line[..<space].prefix { $0 != "{" }, default: 0] += value
        }
    }

    subscript(name: String) -> Double { values[name[...], default: 0] }

    var canisterConnections: Double { self["gateway_canister_connections"] }
    var relays: Double { self["gateway_relay_seconds_count"] }
    var relaySeconds: Double { self["gateway_relay_seconds_sum"] }
    var polls: Double { self["gateway_polls_total"] }
}
