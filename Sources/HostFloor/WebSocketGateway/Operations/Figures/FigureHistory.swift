/// The samples of the last minutes.
struct FigureHistory: Sendable {
    /// How often a sample is taken.
    static let interval: Duration = .seconds(2)
    static let intervalSeconds = 2
    /// Five minutes of them.
    static let maximumSamples = 150
    /// Over how many samples a rate is taken: ten seconds.
    private static let rateSamples = 5

    private var samples: [FigureSample] = []

    mutating func add(_ sample: FigureSample) {
        samples.append(sample)
        if samples.count > Self.maximumSamples { samples.removeFirst(samples.count - Self.maximumSamples) }
    }

    /// The last one.
    var last: FigureSample? { samples.last }

    /// The one before which a rate up to now begins.
    var rateStart: FigureSample? { samples.suffix(Self.rateSamples).first }

    /// The first one: before it nothing is known.
    var first: FigureSample? { samples.first }

    /// A line for each thing, oldest first. Rates and latencies are those of the ten seconds before; there is no
    /// latency where nothing was measured.
    var series: FigureSeries {
        var series = FigureSeries(interval: Self.intervalSeconds)
        for (index, sample) in samples.enumerated() {
            let earlier = samples[max(0, index - Self.rateSamples)]
            series.sessions.append(sample.sessions)
            series.canisters.append(sample.canisters)
            series.messagesToCanister.append(sample.rate(\.messagesToCanister, since: earlier).rounded(to: 2))
            series.messagesToClient.append(sample.rate(\.messagesToClient, since: earlier).rounded(to: 2))
            series.relay.append(sample.relay.since(earlier.relay).quantile(0.99)?.rounded(to: 4))
            series.poll.append(sample.poll.since(earlier.poll).quantile(0.99)?.rounded(to: 4))
            series.processor.append(sample.processorShare(since: earlier).rounded(to: 3))
            series.memory.append(sample.process.residentBytes)
        }
        return series
    }
}

/// How things went in the last minutes: as many values of each, oldest first.
struct FigureSeries: Encodable, Sendable, Hashable {
    /// Seconds from one value to the next.
    let interval: Int
    var sessions: [Int] = []
    var canisters: [Int] = []
    /// Messages a second.
    var messagesToCanister: [Double] = []
    /// Messages a second.
    var messagesToClient: [Double] = []
    /// Seconds that 99 of 100 messages of clients take at most.
    var relay: [Double?] = []
    /// Seconds that 99 of 100 polls take at most.
    var poll: [Double?] = []
    /// The share of one processor.
    var processor: [Double] = []
    /// Bytes; none where the system did not tell.
    var memory: [Int?] = []
}

extension Double {
    /// With so many digits behind the point.
    func rounded(to digits: Int) -> Double {
        var unit = 1.0
        for _ in 0..<digits { unit *= 10 }
        return (self * unit).rounded() / unit
    }
}
