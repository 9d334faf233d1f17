import Metrics
import Synchronization

/// Metrics that a test reads.
final class RecordedMetrics: MetricsFactory {
    private let values = Mutex<[String: Double]>([:])

    /// What a counter, gauge, or the number of a timer's records has come to.
    func value(_ label: String, _ dimensions: [(String, String)] = []) -> Double {
        values.withLock { $0[Self.name(label, dimensions)] ?? 0 }
    }

    fileprivate func change(_ name: String, _ body: (inout Double) -> Void) {
        values.withLock { body(&$0[name, default: 0]) }
    }

    private static func name(_ label: String, _ dimensions: [(String, String)]) -> String {
        label + dimensions.map { " \($0.0)=\($0.1)" }.joined()
    }

    private func handler(_ label: String, _ dimensions: [(String, String)]) -> Handler {
        Handler(name: Self.name(label, dimensions), metrics: self)
    }

    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler { handler(label, dimensions) }
    func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler { handler(label, dimensions) }
    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler { handler(label, dimensions) }
    func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler { handler(label, dimensions) }
    func destroyCounter(_ handler: any CounterHandler) {}
    func destroyMeter(_ handler: any MeterHandler) {}
    func destroyRecorder(_ handler: any RecorderHandler) {}
    func destroyTimer(_ handler: any TimerHandler) {}

    private final class Handler: CounterHandler, MeterHandler, RecorderHandler, TimerHandler {
        let name: String
        let metrics: RecordedMetrics

        init(name: String, metrics: RecordedMetrics) { (self.name, self.metrics) = (name, metrics) }

        func increment(by amount: Int64) { metrics.change(name) { $0 += Double(amount) } }
        func reset() { metrics.change(name) { $0 = 0 } }
        func set(_ value: Int64) { metrics.change(name) { $0 = Double(value) } }
        func set(_ value: Double) { metrics.change(name) { $0 = value } }
        func increment(by amount: Double) { metrics.change(name) { $0 += amount } }
        func decrement(by amount: Double) { metrics.change(name) { $0 -= amount } }
        func record(_ value: Int64) { metrics.change(name) { $0 += 1 } }
        func record(_ value: Double) { metrics.change(name) { $0 += 1 } }
        func recordNanoseconds(_ duration: Int64) { metrics.change(name) { $0 += 1 } }
    }
}
