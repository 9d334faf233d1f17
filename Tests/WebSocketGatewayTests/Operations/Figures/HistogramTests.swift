import Metrics
import Testing

@testable import WebSocketGateway

@Suite("Latencies are told from counts between bounds", .timeLimit(.minutes(60)))
struct HistogramTests {
    private func counts(_ counts: UInt64...) -> HistogramCounts { HistogramCounts(bounds: [1, 2, 4], counts: counts) }

    @Test("A quantile lies straight between two bounds, and is never above the greatest")
    func quantiles() {
        #expect(counts(0, 0, 0, 0).quantile(0.5) == nil)
        #expect(counts(0, 10, 0, 0).quantile(0.5) == 1.5)
        #expect(counts(10, 0, 0, 0).quantile(0.99) == 0.99)
        #expect(counts(5, 0, 5, 0).quantile(0.5) == 1)
        #expect(counts(5, 0, 5, 0).quantile(0.75) == 3)
        #expect(counts(0, 0, 0, 7).quantile(0.5) == 4)
        #expect(counts(0, 0, 4, 0).quantile(0) == 2)
        #expect(counts(0, 0, 4, 0).quantile(1) == 4)
    }

    @Test("Those of a while are those since its start; a histogram that began again has none below zero")
    func since() {
        #expect(counts(5, 3, 2, 1).since(counts(4, 3, 0, 0)) == counts(1, 0, 2, 1))
        #expect(counts(1, 0, 0, 0).since(counts(5, 5, 5, 5)) == counts(0, 0, 0, 0))
        #expect(counts(1, 0, 0, 0).total == 1)
    }

    @Test("A timer's records are found in it by its name")
    func recorded() {
        let metrics = PrometheusMetrics()
        let timer = Timer(label: "time_seconds", preferredDisplayUnit: .seconds, factory: metrics)
        #expect(metrics.histogram("time_seconds").total == 0)
        for milliseconds in [3, 3, 3, 90_000] { timer.recordMilliseconds(milliseconds) }
        let recorded = metrics.histogram("time_seconds")
        #expect(recorded.total == 4)
        #expect(recorded.quantile(0.5).map { (0.0025...0.005).contains($0) } == true)
        #expect(recorded.quantile(1) == PrometheusHistogram.secondsBounds.last)
        #expect(metrics.histogram("nothing").quantile(0.5) == nil)
    }

    @Test("Counters are found by name and labels, in whatever order")
    func counters() {
        let metrics = PrometheusMetrics()
        Counter(label: "a_total", dimensions: [("x", "1"), ("y", "2")], factory: metrics).increment(by: 3)
        #expect(metrics.count("a_total", [("y", "2"), ("x", "1")]) == 3)
        #expect(metrics.count("a_total") == 0)
        #expect(metrics.count("b_total") == 0)
    }
}
