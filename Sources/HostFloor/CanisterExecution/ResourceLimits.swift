/// What a canister may use (interface specification and "Resource limits" of the developer documentation).
public struct ResourceLimits: Hashable, Sendable {
    /// Instructions of an update, a callback, or a system task.
    public var updateInstructions: UInt64 = 40_000_000_000
    /// Instructions of a query, for a composite one with all that it calls.
    public var queryInstructions: UInt64 = 5_000_000_000
    /// Instructions of an install or an upgrade, all its executions together.
    public var installInstructions: UInt64 = 300_000_000_000
    /// Instructions of `canister_inspect_message`.
    public var inspectInstructions: UInt64 = 200_000_000
    /// Bytes of a response that all nodes agree on.
    public var replicatedResponse = 2 * 1024 * 1024
    /// Bytes of a response of one node.
    public var queryResponse = 3 * 1024 * 1024
    /// Bytes of a call's method name and argument together, between canisters of one subnet.
    public var callPayload = 10 * 1024 * 1024
    /// Bytes of the name of a method that is called.
    public var methodName = 20_000
    /// Calls from one canister to another that wait for their response.
    public var outstandingCallsPerPair = 500
    /// Seconds that a call with a bounded wait waits at most.
    public var callTimeout: UInt32 = 300
    /// Bytes of certified data.
    public var certifiedData = 32
    /// Stable memory in pages of 64 KiB: 500 GiB.
    public var stablePages: UInt64 = 8_192_000
    /// Bytes that one execution writes to stable memory: 2 GiB. What it writes stands in the host's memory until it
    /// ends.
    public var stableBytesWritten: UInt64 = 2 << 30
    /// Instructions that each call of a system function counts for against the limits, beside those of the code.
    public var systemCallInstructions: UInt64 = 100
    /// Instructions that each byte which a system function copies counts for against the limits.
    public var copiedByteInstructions: UInt64 = 1
    /// Bytes that one `debug_print` keeps.
    public var debugPrint = 32 * 1024
    /// Bytes of the lines that one execution prints and that are kept, with 16 more for each; of more, the last ones.
    public var debugOutput = 1 << 20
    /// Bytes that the message of `trap` keeps.
    public var trapMessage = 16 * 1024
    /// Bytes of a canister's log, with 16 more for each line; the oldest go first.
    public var log = 4 * 1024
    /// Bytes of an environment variable's name.
    public var environmentVariableName = 128
    /// Bytes of an environment variable's value.
    public var environmentVariableValue = 128
    /// Environment variables of a canister.
    public var environmentVariables = 20
    /// Controllers of a canister.
    public var controllers = 10
    /// Principals beside the controllers that may read a canister's log.
    public var logViewers = 10
    /// Seconds that a call waits for a canister to stop.
    public var stopTimeout: UInt64 = 300
    /// Calls that wait for one canister to stop.
    public var stopRequests = 500
    /// Chunks of modules that one canister stores.
    public var chunks = 100
    /// Bytes of a chunk: 1 MiB.
    public var chunkSize = 1 << 20
    /// Bytes of the chunks that all canisters of a subnet store together: 4 GiB.
    public var storedChunkBytes = 4 << 30
    /// Snapshots of one canister.
    public var snapshots = 10
    /// Changes that a canister's history keeps; of more, the last ones.
    public var historyLength = 20
    /// How deep the calls of composite queries nest.
    public var compositeQueryDepth = 6

    /// The limits of a subnet of the Internet Computer.
    public init() {}

    func instructions(in context: ExecutionContext) -> UInt64 {
        switch context {
        case .start, .initialize, .preUpgrade: installInstructions
        case .update, .replyCallback, .rejectCallback, .cleanup, .systemTask: updateInstructions
        case .inspectMessage: inspectInstructions
        case .replicatedQuery, .nonReplicatedQuery, .transformQuery, .compositeQuery, .compositeReplyCallback,
            .compositeRejectCallback, .compositeCleanup:
            queryInstructions
        }
    }
}
