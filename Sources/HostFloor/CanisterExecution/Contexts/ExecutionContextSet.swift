/// A set of execution contexts, as the specification's table of imports has one a function.
public struct ExecutionContextSet: OptionSet, Hashable, Sendable {
    /// A bit for each context.
    public let rawValue: UInt16

    /// Makes a set of its bits.
    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// The set of one context.
    public init(_ context: ExecutionContext) {
        switch context {
        case .start: self = .start
        case .initialize: self = .initialize
        case .preUpgrade: self = .preUpgrade
        case .update: self = .update
        case .replicatedQuery: self = .replicatedQuery
        case .nonReplicatedQuery: self = .nonReplicatedQuery
        case .transformQuery: self = .transformQuery
        case .compositeQuery: self = .compositeQuery
        case .replyCallback: self = .replyCallback
        case .rejectCallback: self = .rejectCallback
        case .compositeReplyCallback: self = .compositeReplyCallback
        case .compositeRejectCallback: self = .compositeRejectCallback
        case .cleanup: self = .cleanup
        case .compositeCleanup: self = .compositeCleanup
        case .inspectMessage: self = .inspectMessage
        case .systemTask: self = .systemTask
        }
    }

    /// Whether the set has a context.
    public func contains(_ context: ExecutionContext) -> Bool { contains(Self(context)) }

    static let start = Self(rawValue: 1 << 0)
    static let initialize = Self(rawValue: 1 << 1)
    static let preUpgrade = Self(rawValue: 1 << 2)
    static let update = Self(rawValue: 1 << 3)
    static let replicatedQuery = Self(rawValue: 1 << 4)
    static let nonReplicatedQuery = Self(rawValue: 1 << 5)
    static let transformQuery = Self(rawValue: 1 << 6)
    static let compositeQuery = Self(rawValue: 1 << 7)
    static let replyCallback = Self(rawValue: 1 << 8)
    static let rejectCallback = Self(rawValue: 1 << 9)
    static let compositeReplyCallback = Self(rawValue: 1 << 10)
    static let compositeRejectCallback = Self(rawValue: 1 << 11)
    static let cleanup = Self(rawValue: 1 << 12)
    static let compositeCleanup = Self(rawValue: 1 << 13)
    static let inspectMessage = Self(rawValue: 1 << 14)
    static let systemTask = Self(rawValue: 1 << 15)
}

// The sets that several functions share. The specification writes `*` for everywhere but the start function.
extension ExecutionContextSet {
    static let everywhere = Self(rawValue: .max)
    static let afterStart = everywhere.subtracting(.start)

    static let replicatedCallbacks: Self = [.replyCallback, .rejectCallback]
    static let callbacks: Self = [
        .replyCallback, .rejectCallback, .compositeReplyCallback, .compositeRejectCallback,
    ]

    static let replicated: Self = [
        .start, .initialize, .preUpgrade, .update, .replicatedQuery, .replyCallback, .rejectCallback, .cleanup,
        .systemTask,
    ]

    /// Where there is an argument: a method's, or the reply that a callback got.
    static let argument: Self = [
        .initialize, .update, .replicatedQuery, .nonReplicatedQuery, .transformQuery, .compositeQuery, .replyCallback,
        .compositeReplyCallback, .inspectMessage,
    ]

    /// Where what the caller's envelope says beside its principal can be read.
    static let callerInfo: Self = callbacks.union([
        .update, .replicatedQuery, .nonReplicatedQuery, .compositeQuery, .cleanup, .compositeCleanup, .inspectMessage,
    ])

    static let deadline: Self = callbacks.union([
        .update, .replicatedQuery, .nonReplicatedQuery, .compositeQuery,
    ])

    /// Where a response can be given.
    static let response: Self = deadline.union(.transformQuery)

    /// Where calls to other canisters can be made.
    static let calls: Self = callbacks.union([.update, .compositeQuery, .systemTask])

    /// Where cycles can be attached to such a call.
    static let paidCalls: Self = replicatedCallbacks.union([.update, .systemTask])

    /// Where the cycles that came with the call can be taken.
    static let cyclesOfCall: Self = replicatedCallbacks.union([.update, .replicatedQuery])

    static let certifiedData: Self = replicatedCallbacks.union([.initialize, .preUpgrade, .update, .systemTask])

    static let globalTimer: Self = certifiedData.union(.cleanup)

    static let replicatedAfterStart: Self = replicated.subtracting(.start)
}
