import ICCertificates
import ICProtocol

/// What an agent allows and how long it waits. The defaults are those of released agents.
public struct AgentConfiguration: Sendable {
    /// How long one request over HTTP may take. Replicas answer a call after ten seconds at the latest.
    public var requestTimeout: Duration = .seconds(30)

    /// How long a query or reading of the state may take with all its tries.
    public var readTimeout: Duration = .seconds(60)

    /// How long a call may take until its end is known.
    public var callTimeout: Duration = .seconds(300)

    /// How long a request holds. The network takes five minutes at most, and its clock may differ from this one.
    public var ingressLifetime: Duration = .seconds(240)

    /// How far the time of a certificate or of a node's signature may lie from the clock, in either direction.
    public var maximumAge: Duration = .seconds(300)

    /// How long the keys of a subnet's nodes are taken to be its own.
    public var nodeKeyLifetime: Duration = .seconds(3_600)

    /// The most bytes of an answer.
    public var maximumResponseSize = 6 << 20

    /// How often a request is sent at most, where a repetition does no harm.
    public var maximumTries = 4

    /// The waits between tries.
    public var retryDelays = BackOff(first: .milliseconds(500), last: .seconds(5))

    /// The waits between looks for the end of a call.
    public var pollDelays = BackOff(first: .milliseconds(500), last: .seconds(1), factor: 1.4)

    /// Makes a configuration of the defaults.
    public init() {}

    /// Limits of what is decoded: a certificate with the largest reply in it has some more bytes than that.
    var certificateLimits: Certificate.Limits { Certificate.Limits(size: maximumResponseSize) }

    var messageLimits: MessageLimits { MessageLimits(size: maximumResponseSize) }
}

/// Waits that grow from one to the next, up to a longest, and differ by chance, so that many who wait do not come back
/// at the same time.
public struct BackOff: Hashable, Sendable {
    /// The first wait.
    public var first: Duration

    /// The longest.
    public var last: Duration

    /// By what each is longer than the one before.
    public var factor: Double

    /// Puts them together.
    public init(first: Duration, last: Duration, factor: Double = 2) {
        self.first = first
        self.last = last
        self.factor = factor
    }

    /// The wait after some tries, between half of it and all of it.
    ///
    /// - Parameter tries: how many there were, from 1.
    func delay(after tries: Int) -> Duration {
        var generator = SystemRandomNumberGenerator()
        return delay(after: tries, using: &generator)
    }

    /// The same, with the chance that a generator gives.
    ///
    /// - Parameter tries: how many there were, from 1.
    public func delay(after tries: Int, using generator: inout some RandomNumberGenerator) -> Duration {
        var delay = first / .seconds(1)
        let longest = last / .seconds(1)
        for _ in 1..<max(tries, 1) where delay < longest { delay *= factor }
        return .seconds(min(delay, longest) * Double.random(in: 0.5...1, using: &generator))
    }
}
