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
