extension PrometheusMetrics {
    /// The value of a counter or gauge; 0 where there is none.
    func value(_ name: String, _ labels: [(String, String)] = []) -> Double {
        entry(name, labels)?.samples.first?.value ?? 0
    }

    /// A counter's value.
    func count(_ name: String, _ labels: [(String, String)] = []) -> Int {
        Int(exactly: value(name, labels).rounded()) ?? 0
    }

    /// What a timer has recorded.
    func histogram(_ name: String) -> HistogramCounts {
        (entry(name, []) as? PrometheusHistogram)?.recorded
            ?? HistogramCounts(bounds: PrometheusHistogram.secondsBounds, counts: [])
    }
}
