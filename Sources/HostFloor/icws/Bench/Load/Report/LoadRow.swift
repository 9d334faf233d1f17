/// Clients that are connected and say nothing.
struct IdleRow: Encodable {
    let kind = "idle"
    let clients: Int
    let opensPerSecond: Double
    /// What kept opens from being faster.
    let limitOfOpens: String
    /// Of processor time, for one open.
    let gatewayMillisecondsPerOpen: Double
    let gatewayBytes: Int
    /// More than the gateway had without clients.
    let gatewayBytesPerClient: Int
    let replicaBytes: Int
    let gatewaySecondsPerMinute: Double
    let replicaSecondsPerMinute: Double
    /// Gateway's processor time to the replica's.
    let gatewayToReplica: Double
}

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
    /// From sending to the canister's verified answer.
    let medianMilliseconds: Double
    let p99Milliseconds: Double
    /// From when the gateway sends the client's call until its end is proven, on average.
    let relayMilliseconds: Double
    let pollsPerMessage: Double
    /// Processor time for a message and its answer.
    let gatewayMicroseconds: Double
    let replicaMicroseconds: Double
    let clientsMicroseconds: Double
    let gatewayToReplica: Double
    let limit: String

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
        let keepsUp = askedPerSecond.map { Double(answer.answered) >= 0.9 * $0 * seconds } ?? false
        limit = (keepsUp ? "the rate; " : "") + usage.limit(cores: cores)
    }
}
