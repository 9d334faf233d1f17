import Metrics
import Testing

@testable import WebSocketGateway

@Suite("The last minutes are remembered, and no more", .timeLimit(.minutes(60)))
struct HistoryTests {
    private let metrics = PrometheusMetrics()

    private func sample(_ number: Int, sessions: Int = 0, seconds: Double = 0) -> FigureSample {
        var process = ProcessFigures()
        process.processorSeconds = seconds
        var open = GatewayCounts()
        open.sessions = sessions
        return FigureSample(at: UInt64(number) * 2_000_000_000, metrics, open: open, process: process)
    }

    @Test("Old samples go")
    func bounded() {
        var history = FigureHistory()
        for number in 0..<1_000 { history.add(sample(number, sessions: number)) }
        #expect(history.series.sessions == Array(850..<1_000))
        #expect(history.first?.sessions == 850)
        #expect(history.series.interval == 2)
    }

    @Test("Rates are those of the ten seconds before")
    func rates() {
        let counter = Counter(
            label: "gateway_messages_total", dimensions: [("direction", "to_client")], factory: metrics)
        var history = FigureHistory()
        for number in 0..<20 {
            history.add(sample(number, seconds: Double(number)))
            if number < 10 { counter.increment(by: 6) }
        }
        let series = history.series
        #expect(series.messagesToClient[0] == 0)
        #expect(series.messagesToClient[5] == 3)
        #expect(series.messagesToClient[15] == 0)
        #expect(series.messagesToCanister.allSatisfy { $0 == 0 })
        #expect(series.processor[10] == 0.5)
        #expect(series.relay.allSatisfy { $0 == nil })
    }

    @Test("Latencies are those of the while, and there are none where nothing was measured")
    func latencies() {
        let timer = Timer(label: "gateway_poll_seconds", preferredDisplayUnit: .seconds, factory: metrics)
        var history = FigureHistory()
        for number in 0..<20 {
            if number == 8 { timer.recordMilliseconds(40) }
            history.add(sample(number))
        }
        let measured = history.series.poll.indices.filter { history.series.poll[$0] != nil }
        #expect(measured == Array(8..<13))
    }
}
