import Metrics
import Synchronization

/// Keeps metrics, and writes them as Prometheus reads them.
///
/// Names of metrics are made fit where they are not. Timers become histograms of seconds.
public final class PrometheusMetrics: Sendable {
    private let helps: [String: String]
    private let maximumFamilies: Int
    private let maximumSeriesPerFamily: Int
    private let state = Mutex(State())

    private struct State {
        var families: [String: Family] = [:]
        var dropped = 0.0
    }

    private struct Family {
        let kind: String
        var series: [String: Entry] = [:]
    }

    private struct Entry {
        let labels: [(String, String)]
        let series: any PrometheusSeries
    }

    /// Makes an empty collection.
    ///
    /// - Parameters:
    ///   - helps: what metrics are, by their names.
    ///   - maximumFamilies: the most names. What goes beyond is counted in `metrics_series_dropped_total`, and not
    ///     shown.
    ///   - maximumSeriesPerFamily: the most sets of labels of one name; with the same effect.
    public init(helps: [String: String] = [:], maximumFamilies: Int = 500, maximumSeriesPerFamily: Int = 500) {
        self.helps = helps
        self.maximumFamilies = maximumFamilies
        self.maximumSeriesPerFamily = maximumSeriesPerFamily
    }

    /// All metrics, sorted by name.
    public var text: String {
        let (families, dropped) = state.withLock { ($0.families, $0.dropped) }
        var text = ""
        for (name, family) in families.sorted(by: { $0.key < $1.key }) {
            text += head(name, family.kind)
            for (_, entry) in family.series.sorted(by: { $0.key < $1.key }) {
                for (suffix, label, value) in entry.series.samples {
                    let labels = PrometheusText.labels(entry.labels + (label.map { [$0] } ?? []))
                    text += "\(name)\(suffix)\(labels) \(PrometheusText.number(value))\n"
                }
            }
        }
        let name = "metrics_series_dropped_total"
        return text + head(name, "counter") + "\(name) \(PrometheusText.number(dropped))\n"
    }

    func head(_ name: String, _ kind: String) -> String {
        let help = helps[name] ?? (name == "metrics_series_dropped_total" ? "Series above the limits." : name)
        return "# HELP \(name) \(PrometheusText.help(help))\n# TYPE \(name) \(kind)\n"
    }

    /// The series of a name and labels, if there is one.
    func entry(_ name: String, _ labels: [(String, String)]) -> (any PrometheusSeries)? {
        let key = PrometheusText.labels(labels.sorted { $0.0 < $1.0 })
        return state.withLock { $0.families[name]?.series[key]?.series }
    }

    /// The series of a name and labels: the one that is there, or a new one.
    private func series<Series: PrometheusSeries>(
        _ label: String, _ dimensions: [(String, String)], _ kind: String, _ make: () -> Series
    ) -> Series {
        let name = PrometheusText.name(label)
        let labels = dimensions.map { (PrometheusText.name($0.0), $0.1) }.sorted { $0.0 < $1.0 }
        let key = PrometheusText.labels(labels)
        return state.withLock { state in
            if let known = state.families[name]?.series[key]?.series as? Series { return known }
            let new = make()
            let family = state.families[name] ?? Family(kind: kind)
            // A second kind of the same name could not be written.
            guard family.kind == kind, family.series.count < maximumSeriesPerFamily,
                state.families[name] != nil || state.families.count < maximumFamilies
            else {
                state.dropped += 1
                return new
            }
            state.families[name, default: family].series[key] = Entry(labels: labels, series: new)
            return new
        }
    }
}

extension PrometheusMetrics: MetricsFactory {
    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(label, dimensions, "counter") { PrometheusCounter() }
    }

    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(label, dimensions, "gauge") { PrometheusGauge() }
    }

    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        guard aggregate else { return series(label, dimensions, "gauge") { PrometheusGauge() } }
        return series(label, dimensions, "histogram") { PrometheusHistogram(bounds: PrometheusHistogram.generalBounds) }
    }

    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        series(label, dimensions, "histogram") { PrometheusHistogram(bounds: PrometheusHistogram.secondsBounds) }
    }

    /// Nothing goes: a counter that starts again at zero would be taken for a restart.
    public func destroyCounter(_ handler: any CounterHandler) {}
    /// See above.
    public func destroyMeter(_ handler: any MeterHandler) {}
    /// See above.
    public func destroyRecorder(_ handler: any RecorderHandler) {}
    /// See above.
    public func destroyTimer(_ handler: any TimerHandler) {}
}
