/// Clients that send messages, each of which is answered.
struct ActiveRow: Encodable {
    let kind: String
    let clients: Int
    let canisters: Int
    let idleClients: Int
    /// Messages a second of all together; as many as come through where it is nil.
    let askedPerSecond: Double?
    let messages: Int
    let messagesPerSecond: Double
    /// From when a message was due, where there is a rate, or was sent to the canister's verified answer.
    let medianMilliseconds: Double
    let p99Milliseconds: Double
    /// From when the gateway sends the client's call until its end is proven, on average.
    let relayMilliseconds: Double
    let pollsPerMessage: Double
    /// All processor time of the processes meanwhile, over the messages.
    let gatewayMicroseconds: Double
    let replicaMicroseconds: Double
    let clientsMicroseconds: Double
    let gatewayToReplica: Double
    /// What kept it from being more: the rate, where the answers kept up with it, or the processors, or waits.
    let limit: String
    /// The same with the processes' shares.
    let limitInFull: String
    /// Gateway's processor time for a message, to that with 100 active clients.
    var gatewayToHundredClients: Double?
    /// The median to that of as many bare callers, where there are such and both send as fast as answers come.
    var medianToBareCalls: Double?

    var hasRate: Bool { askedPerSecond != nil }

    init(
        _ kind: String, clients: Int, canisters: Int, idleClients: Int = 0, askedPerSecond: Double?, seconds: Double,
        _ answer: LoadAnswer, _ usage: LoadUsage, cores: Int
    ) {
        let count = Double(max(answer.answered, 1))
        self.kind = kind
        self.clients = clients
        self.canisters = canisters
        self.idleClients = idleClients
        self.askedPerSecond = askedPerSecond
        messages = answer.answered
        messagesPerSecond = Double(answer.answeredInTime) / seconds
        medianMilliseconds = answer.latencies.percentile(50) ?? 0
        p99Milliseconds = answer.latencies.percentile(99) ?? 0
        relayMilliseconds = usage.relays > 0 ? usage.relaySeconds / usage.relays * 1_000 : 0
        pollsPerMessage = usage.polls / count
        gatewayMicroseconds = usage.gateway / count * 1_000_000
        replicaMicroseconds = usage.replica / count * 1_000_000
        clientsMicroseconds = usage.clients / count * 1_000_000
        gatewayToReplica = usage.replica > 0 ? usage.gateway / usage.replica : 0
        // What was answered when the time was over does not count: at a rate that is too high all is answered then.
        let keepsUp = askedPerSecond.map { Double(answer.answeredInTime) >= 0.9 * $0 * seconds } ?? false
        limit = keepsUp ? "rate" : usage.bottleneck(cores: cores)
        limitInFull = (keepsUp ? "the rate; " : "") + usage.limit(cores: cores)
    }
}
