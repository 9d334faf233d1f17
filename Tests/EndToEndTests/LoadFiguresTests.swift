import Foundation
import Testing

@testable import icws

@Suite("The figures of a measurement under load", .timeLimit(.minutes(1)))
struct LoadFiguresTests {
    /// A row of messages that were all answered, some of them in time.
    private func row(
        _ kind: String, clients: Int, at rate: Double? = nil, inTime: Int, milliseconds: UInt64 = 10
    ) -> ActiveRow {
        var answer = LoadAnswer(sent: 100, answered: 100, answeredInTime: inTime)
        for _ in 0..<100 { answer.latencies.add(nanoseconds: milliseconds * 1_000_000) }
        return ActiveRow(
            kind, clients: clients, canisters: 1, askedPerSecond: rate, seconds: 10, answer,
            LoadUsage(seconds: 10, gateway: 1, replica: 2, clients: 1, machine: 4), cores: 2)
    }

    @Test("claim the rate as the limit only where answers came in time")
    func rate() {
        #expect(row("active", clients: 10, at: 10, inTime: 95).limit == "rate")
        #expect(row("active", clients: 10, at: 10, inTime: 50).limit == "waits")
        #expect(row("active", clients: 10, inTime: 100).limit == "waits")
    }

    @Test("are compared with bare calls of as many callers, as fast as answers come, alone")
    func bareCalls() {
        var report = LoadReport(machine: BenchMachine())
        report.active = [
            row("bare", clients: 1, inTime: 100), row("bare", clients: 100, inTime: 100),
            row("active", clients: 10, inTime: 100), row("active", clients: 100, at: 10, inTime: 100),
            row("active", clients: 100, inTime: 100, milliseconds: 40),
        ]
        report.compare()
        #expect(report.active.dropLast().allSatisfy { $0.medianToBareCalls == nil })
        #expect(report.active.last?.medianToBareCalls.map { abs($0 - 4) < 0.2 } == true)
        #expect(report.active.last?.gatewayToHundredClients == 1)
    }

    @Test("are shown in columns that are straight, and narrow enough to be read")
    func table() {
        var report = LoadReport(machine: BenchMachine())
        report.active = [
            row("bare", clients: 100, inTime: 100), row("active", clients: 1_000, at: 50, inTime: 100),
            row("canisters", clients: 100, inTime: 100), row("together", clients: 1_000, inTime: 100),
        ]
        report.compare()
        let lines = report.text.split(separator: "\n")
        let widths = Set(lines.filter { $0.hasPrefix("|") && !$0.contains("idle clients") }.suffix(6).map(\.count))
        #expect(widths.count == 1 && widths.allSatisfy { $0 < 160 }, "\(report.text)")
        #expect(lines.allSatisfy { $0.count < 160 })
    }

    @Test("count from when messages are due, in even steps from the start to before the end")
    func pace() {
        let pace = LoadPace(start: 1_000, end: 1_500_001_000, perSecond: 8)
        #expect(pace.count == 12)
        #expect((0..<3).map(pace.due) == [1_000, 125_001_000, 250_001_000])
        #expect(pace.due(11) < pace.end && pace.due(12) == pace.end)
    }

    @Test("tell of messages that were not sent")
    func unsent() {
        let exchange = LoadExchange(content: [1], followsAnswers: false, end: 10)
        exchange.sent()
        exchange.failed("full")
        exchange.failed("full")
        let sum = exchange.answer + exchange.answer
        #expect(sum.sent == 2 && sum.failures == ["full": 4])
    }
}

@Suite("A histogram of latencies", .timeLimit(.minutes(1)))
struct LatencyHistogramTests {
    @Test("tells percentiles within two hundredths, also of several added up")
    func percentiles() throws {
        var first = LatencyHistogram()
        var second = LatencyHistogram()
        #expect(first.percentile(50) == nil)
        for number in UInt64(1)...100 { first.add(nanoseconds: number * 1_000_000) }
        for number in UInt64(101)...200 { second.add(nanoseconds: number * 1_000_000) }
        second.add(first)
        #expect(second.count == 200)
        for (percent, expected) in [(1, 2.0), (50, 100), (99, 198), (100, 200)] {
            let found = try #require(second.percentile(percent))
            #expect(found >= expected && found <= expected * 1.021, "\(percent): \(found)")
        }
        let copy = try JSONDecoder().decode(LatencyHistogram.self, from: JSONEncoder().encode(second))
        #expect(copy.percentile(99) == second.percentile(99))
        first = LatencyHistogram()
        first.add(nanoseconds: 0)
        #expect(first.percentile(50) != nil)
    }
}
