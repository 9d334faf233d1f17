/// How many values fell between bounds.
struct HistogramCounts: Sendable, Hashable {
    /// Rising; a value that is a bound belongs below it.
    let bounds: [Double]
    /// One for each bound, and one for what is above all of them.
    var counts: [UInt64]

    /// How many values there were.
    var total: UInt64 { counts.reduce(0, +) }

    /// What has come since an earlier look at the same histogram.
    func since(_ earlier: HistogramCounts) -> HistogramCounts {
        var new = self
        for (index, count) in earlier.counts.enumerated() where index < new.counts.count {
            new.counts[index] -= min(count, new.counts[index])
        }
        return new
    }

    /// The value that a share of all values do not exceed, as Prometheus' `histogram_quantile` has it: straight between
    /// two bounds, and the greatest bound for what is above it.
    ///
    /// - Parameter share: 0 to 1.
    /// - Returns: nil where there are no values.
    func quantile(_ share: Double) -> Double? {
        let rank = share * Double(total)
        guard total > 0, let greatest = bounds.last else { return nil }
        var below = 0.0
        for (index, bound) in bounds.enumerated() {
            let count = Double(counts[index])
            if below + count >= rank, count > 0 {
                let start = index == 0 ? 0 : bounds[index - 1]
                return start + (bound - start) * max(rank - below, 0) / count
            }
            below += count
        }
        return greatest
    }
}
