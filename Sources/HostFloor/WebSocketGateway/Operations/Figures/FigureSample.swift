/// What is measured every two seconds.
struct FigureSample: Sendable {
    /// In nanoseconds since 1970.
    let time: UInt64
    let sessions: Int
    let canisters: Int
    let messagesToCanister: Int
    let messagesToClient: Int
    let bytesToCanister: Int
    let bytesToClient: Int
    let relay: HistogramCounts
    let poll: HistogramCounts
    let process: ProcessFigures

    init(at time: UInt64, _ metrics: PrometheusMetrics, open: GatewayCounts, process: ProcessFigures) {
        self.time = time
        sessions = open.sessions
        canisters = open.pollers
        self.process = process
        func both(_ name: String) -> (Int, Int) {
            (metrics.count(name, [("direction", "to_canister")]), metrics.count(name, [("direction", "to_client")]))
        }
        (messagesToCanister, messagesToClient) = both("gateway_messages_total")
        (bytesToCanister, bytesToClient) = both("gateway_message_bytes_total")
        relay = metrics.histogram("gateway_relay_seconds")
        poll = metrics.histogram("gateway_poll_seconds")
    }

    /// How much of something came a second, since an earlier sample.
    func rate(_ path: KeyPath<FigureSample, Int>, since earlier: FigureSample) -> Double {
        let seconds = seconds(since: earlier)
        return seconds > 0 ? Double(max(0, self[keyPath: path] - earlier[keyPath: path])) / seconds : 0
    }

    /// The share of one processor that the process took since an earlier sample.
    func processorShare(since earlier: FigureSample) -> Double {
        let seconds = seconds(since: earlier)
        return seconds > 0 ? max(0, process.processorSeconds - earlier.process.processorSeconds) / seconds : 0
    }

    private func seconds(since earlier: FigureSample) -> Double {
        Double(time.nanoseconds(since: earlier.time)) / 1_000_000_000
    }
}
