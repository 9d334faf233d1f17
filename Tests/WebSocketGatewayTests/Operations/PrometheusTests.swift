import Metrics
import Testing

@testable import WebSocketGateway

@Suite("Metrics are written as Prometheus reads them", .timeLimit(.minutes(60)))
struct PrometheusTests {
    private let end = """
        # HELP metrics_series_dropped_total Series above the limits.
        # TYPE metrics_series_dropped_total counter
        metrics_series_dropped_total 0

        """

    @Test("Counters and gauges, with labels, help and type")
    func counters() {
        let metrics = PrometheusMetrics(helps: ["requests_total": "How many \\ of\nall."])
        Counter(label: "requests_total", dimensions: [("path", "/a\"b\\c\nd"), ("code", "200")], factory: metrics)
            .increment(by: 2)
        Counter(label: "requests_total", dimensions: [("code", "200"), ("path", "/a\"b\\c\nd")], factory: metrics)
            .increment()
        Counter(label: "requests_total", factory: metrics).increment()
        let gauge = Meter(label: "a.strange-name", factory: metrics)
        gauge.set(5)
        gauge.decrement(by: 1.5)
        Recorder(label: "recorded", aggregate: false, factory: metrics).record(-7)
        FloatingPointCounter(label: "floating", factory: metrics).increment(by: 2.5)
        #expect(
            metrics.text == """
                # HELP a_strange_name a_strange_name
                # TYPE a_strange_name gauge
                a_strange_name 3.5
                # HELP floating floating
                # TYPE floating counter
                floating 2
                # HELP recorded recorded
                # TYPE recorded gauge
                recorded -7
                # HELP requests_total How many \\\\ of\\nall.
                # TYPE requests_total counter
                requests_total 1
                requests_total{code="200",path="/a\\"b\\\\c\\nd"} 3

                """ + end)
    }

    @Test("Timers are histograms of seconds")
    func timers() {
        let metrics = PrometheusMetrics()
        let timer = Timer(label: "time_seconds", factory: metrics)
        for milliseconds in [1, 3, 3, 400, 120_000] { timer.recordMilliseconds(milliseconds) }
        let text = metrics.text
        for line in [
            "# TYPE time_seconds histogram", #"time_seconds_bucket{le="0.001"} 1"#,
            #"time_seconds_bucket{le="0.005"} 3"#, #"time_seconds_bucket{le="0.5"} 4"#,
            #"time_seconds_bucket{le="60"} 4"#, #"time_seconds_bucket{le="+Inf"} 5"#, "time_seconds_sum 120.407", "time_seconds_count 5",
        ] {
            #expect(text.contains("\(line)\n"), "\(line)")
        }
    }

    @Test("Names and sets of labels are bounded; what goes beyond is counted")
    func bounds() {
        let metrics = PrometheusMetrics(maximumFamilies: 2, maximumSeriesPerFamily: 3)
        for client in 0..<10 {
            Counter(label: "a", dimensions: [("client", "\(client)")], factory: metrics).increment()
        }
        for name in ["b", "c", "d"] { Meter(label: name, factory: metrics).set(1) }
        // The same name cannot be of two kinds.
        Meter(label: "a", factory: metrics).set(1)
        let text = metrics.text
        #expect(text.split(separator: "\n").count { $0.hasPrefix("a{") } == 3)
        #expect(text.contains("\nb 1\n"))
        #expect(!text.contains("\nc 1\n"))
        #expect(text.contains("metrics_series_dropped_total 10\n"))
    }
}
