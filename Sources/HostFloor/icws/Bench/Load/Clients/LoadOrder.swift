/// What a process of clients is to do.
enum LoadOrder: Codable {
    /// Open connections, spread over canisters in turn.
    ///
    /// - isGreeted: whether the canister says something to whoever connects, which is waited for.
    /// - atOnce: how many are being opened at a time.
    case open(count: Int, canisters: [String], isGreeted: Bool, atOnce: Int)
    /// Send messages, each of which the canister answers with one.
    ///
    /// - content: of each message, in hexadecimal digits.
    /// - perSecond: by all clients together, in even steps; without it each client sends the next one when the answer
    ///   to the last one is there.
    case exchange(content: String, perSecond: Double?, seconds: Double)
    /// Close all connections.
    case close
    /// Answer alone, which shows that the process has begun.
    case nothing
}

/// What came of it.
struct LoadAnswer: Codable {
    /// Clients that are connected.
    var connected = 0
    var sent = 0
    var answered = 0
    /// The answers that came before the time was over; the others were waited for.
    var answeredInTime = 0
    var latencies = LatencyHistogram()
    /// Connections that ended or were not opened, and messages that were not sent, by their reasons.
    var failures: [String: Int] = [:]

    /// The same of two processes.
    static func + (first: LoadAnswer, second: LoadAnswer) -> LoadAnswer {
        var sum = first
        sum.connected += second.connected
        sum.sent += second.sent
        sum.answered += second.answered
        sum.answeredInTime += second.answeredInTime
        sum.latencies.add(second.latencies)
        sum.failures.merge(second.failures, uniquingKeysWith: +)
        return sum
    }
}
