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
    /// Gateway's processor time for a message, to that with 100 active clients.
    var gatewayToHundredClients: Double?
    /// The median to that of bare calls: of one caller where there is a rate, else of many.
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
        let keepsUp = askedPerSecond.map { Double(answer.answered) >= 0.9 * $0 * seconds } ?? false
        limit = (keepsUp ? "the rate; " : "") + usage.limit(cores: cores)
    }
}
