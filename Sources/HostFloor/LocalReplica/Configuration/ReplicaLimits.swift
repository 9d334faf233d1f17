import CanisterExecution

/// What a replica takes from outside, and how much of it it keeps.
public struct ReplicaLimits: Hashable, Sendable {
    /// Calls that wait for a round.
    public var waitingCalls = 5_000
    /// Bytes of method names and arguments of these calls together.
    public var waitingBytes = 256 << 20
    /// Calls that were handed to canisters and have no result yet.
    public var openCalls = 5_000
    /// Bytes of a call's method name and argument together: 2 MiB, as on an application subnet.
    public var callPayload = 2 << 20
    /// Calls whose status is remembered, those that wait included.
    public var rememberedRequests = 200_000
    /// Bytes of the replies and reject messages that are remembered. Of more, the oldest are forgotten before their
    /// time: their status is `done` then.
    public var rememberedReplyBytes = 512 << 20
    /// For how long the status of a call is kept after its end at least, in nanoseconds: five minutes.
    public var statusLifetime: UInt64 = 300_000_000_000
    /// Nanoseconds by which the stored time may lag behind where nothing else changes; 0 to store each round.
    public var storedTimeLag: UInt64 = 60_000_000_000
    /// Messages that one round executes at most; what is left waits for the next.
    public var messagesPerRound = 1_000
    /// Instructions after which a round begins no further message.
    public var instructionsPerRound: UInt64 = 7_000_000_000
    /// What each canister may use.
    public var resources = ResourceLimits()
    /// Canisters.
    public var canisters = 10_000
    /// Calls over HTTP that wait for the end of one call; others are told to poll.
    public var waitersPerRequest = 100
    /// Work for the execution thread that waits, in pieces: each is of one request over HTTP.
    public var waitingJobs = 10_000
    /// Bytes of the body of a request over HTTP: 5 MiB.
    public var bodySize = 5 << 20
    /// Bytes of the body of a request over HTTP that a canister answers: 2 MiB, as a call of it may have.
    public var gatewayBody = 2 << 20
    /// Bytes of the headers of a canister's response over HTTP: 64 KiB.
    public var gatewayHeaderBytes = 64 << 10
    /// Bytes of the body of a canister's response over HTTP, where it comes in pieces: 64 MiB. The piece that exceeds it
    /// is still taken, but no further one.
    public var streamedBody = 64 << 20
    /// Pieces of such a body.
    public var streamedPieces = 1_000
    /// Such bodies that are collected at one time; for more, clients are told to come again.
    public var streamedBodies = 16
    /// For how long a client waits for the update that answers its request over HTTP.
    public var gatewayWait = Duration.seconds(60)
    /// Connections over HTTP.
    public var connections = 1_000

    /// The default limits.
    public init() {}
}
