import Metrics
import Synchronization

/// The values of one metric with one set of labels.
protocol PrometheusSeries: AnyObject, Sendable {
    /// The samples of it: what is added to the name, labels beside its own, and the value.
    var samples: [(suffix: String, label: (String, String)?, value: Double)] { get }
}

final class PrometheusCounter: PrometheusSeries, CounterHandler {
    private let value = Atomic<Int64>(0)

    func increment(by amount: Int64) { value.wrappingAdd(amount, ordering: .relaxed) }
    func reset() { value.store(0, ordering: .relaxed) }

    var samples: [(suffix: String, label: (String, String)?, value: Double)] {
        [("", nil, Double(value.load(ordering: .relaxed)))]
    }
}

final class PrometheusGauge: PrometheusSeries, MeterHandler, RecorderHandler {
    private let value = Mutex(0.0)

    func set(_ new: Int64) { set(Double(new)) }
    func set(_ new: Double) { value.withLock { $0 = new } }
    func record(_ new: Int64) { set(Double(new)) }
    func record(_ new: Double) { set(new) }
    func increment(by amount: Double) { value.withLock { $0 += amount } }
    func decrement(by amount: Double) { value.withLock { $0 -= amount } }

    var samples: [(suffix: String, label: (String, String)?, value: Double)] { [("", nil, value.withLock { $0 })] }
}

/// How many values were at most so large, for several sizes.
final class PrometheusHistogram: PrometheusSeries, TimerHandler, RecorderHandler {
    /// For times in seconds: from a poll on this machine to a call that waits for a busy subnet.
    static let secondsBounds = [
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 4, 5, 7.5, 10, 20, 30, 60,
    ]
    /// For whatever else is recorded: powers of four.
    static let generalBounds = (0..<13).map { Double(1 << (2 * $0)) }

    private let bounds: [Double]
    private let state: Mutex<State>

    private struct State {
        /// The last one counts what is above all bounds.
        var counts: [UInt64]
        var sum = 0.0
    }

    init(bounds: [Double]) {
        self.bounds = bounds
        state = Mutex(State(counts: [UInt64](repeating: 0, count: bounds.count + 1)))
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1_000_000_000) }
    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        let index = bounds.firstIndex { value <= $0 } ?? bounds.count
        state.withLock { state in
            state.counts[index] += 1
            state.sum += value
        }
    }

    /// What was recorded so far.
    var recorded: HistogramCounts { HistogramCounts(bounds: bounds, counts: state.withLock { $0.counts }) }

    var samples: [(suffix: String, label: (String, String)?, value: Double)] {
        let (counts, sum) = state.withLock { ($0.counts, $0.sum) }
        var samples: [(suffix: String, label: (String, String)?, value: Double)] = []
        var total: UInt64 = 0
        for (count, bound) in zip(counts, bounds + [.infinity]) {
            total += count
            samples.append(("_bucket", ("le", PrometheusText.number(bound)), Double(total)))
        }
        return samples + [("_sum", nil, sum), ("_count", nil, Double(total))]
    }
}
