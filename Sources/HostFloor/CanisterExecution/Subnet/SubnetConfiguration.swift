import Candid

/// What a subnet is set up with.
public struct SubnetConfiguration: Sendable {
    /// The subnet's own identity.
    public var id: Principal
    /// The network's public key in its DER form.
    public var rootKey: [UInt8]
    /// The time at the start, in nanoseconds since 1970.
    public var time: UInt64
    /// What each canister may use.
    public var limits: ResourceLimits
    /// The number of the first canister, from which on numbers are given in order; see
    /// ``Candid/Principal/init(canisterIndex:)``.
    public var firstCanisterIndex: UInt64 = 0
    /// What the answers of `raw_rand` follow from.
    public var randomSeed: UInt64
    /// How many executions are remembered; the oldest go first.
    public var rememberedExecutions: Int
    /// How many messages one call of ``Subnet/run(atMost:)`` executes when nothing else is said, so that canisters
    /// which call themselves forever do not run forever.
    public var messagesPerRun: Int

    /// Makes a configuration; only the identity has to be given.
    public init(
        id: Principal, rootKey: [UInt8] = [], time: UInt64 = 1_700_000_000_000_000_000,
        limits: ResourceLimits = ResourceLimits(), randomSeed: UInt64 = 0, rememberedExecutions: Int = 10_000,
        messagesPerRun: Int = 100_000
    ) {
        self.id = id
        self.rootKey = rootKey
        self.time = time
        self.limits = limits
        self.randomSeed = randomSeed
        self.rememberedExecutions = rememberedExecutions
        self.messagesPerRun = messagesPerRun
    }
}
