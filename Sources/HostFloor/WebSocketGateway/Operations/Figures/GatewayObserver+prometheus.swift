import Metrics

extension GatewayObserver {
    /// All metrics, as Prometheus reads them.
    func text() -> String {
        showState()
        return metrics.text + canisterText + process.text
    }

    /// Shows what is measured when somebody asks.
    private func showState() {
        let labels = [("version", GatewayVersion.release), ("swift", GatewayVersion.swift)]
        gauge("gateway_build_info", labels).set(1)
        gauge("gateway_accepting").set(door.keeper.isOpen ? 1 : 0)
        gauge("gateway_network_reachable").set(probe.isReachable ? 1 : 0)
        if let expiry = configuration.listener.certificate?.expiry {
            gauge("gateway_tls_certificate_expiry_timestamp_seconds").set(expiry)
        }
        if let bytes = MemoryLimit.bytes { gauge("gateway_memory_limit_bytes").set(bytes) }
        // Sizes are other units than numbers of things, and Prometheus wants one unit in a metric.
        for limit in limits() where limit.unit == "count" {
            let labels = [("limit", limit.name)]
            if let use = limit.use { gauge("gateway_limit_use", labels).set(use) }
            if let maximum = limit.maximum { gauge("gateway_limit_maximum", labels).set(maximum) }
        }
    }

    private func gauge(_ name: String, _ labels: [(String, String)] = []) -> Meter {
        Meter(label: name, dimensions: labels, factory: metrics)
    }

    /// The most canisters that have metrics of their own.
    static let maximumLabelledCanisters = 100

    /// Canisters that the operator named, and no others: strangers choose those, so that they would make ever more
    /// series.
    private var canisterText: String {
        let canisters = gateway.services.directory.allowedCanisters(Self.maximumLabelledCanisters)
        guard !canisters.isEmpty else { return "" }
        var (sessions, messages) = ("", "")
        for figures in canisters {
            let canister = ("canister", figures.canister.text)
            sessions += "gateway_canister_sessions\(PrometheusText.labels([canister])) \(figures.sessions)\n"
            for (direction, count) in [
                ("to_canister", figures.traffic.messagesToCanister), ("to_client", figures.traffic.messagesToClients),
            ] {
                let labels = PrometheusText.labels([canister, ("direction", direction)])
                messages += "gateway_canister_messages_total\(labels) \(count)\n"
            }
        }
        return metrics.head("gateway_canister_sessions", "gauge") + sessions
            + metrics.head("gateway_canister_messages_total", "counter") + messages
    }
}
