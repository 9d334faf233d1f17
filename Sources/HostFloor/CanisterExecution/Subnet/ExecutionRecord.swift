import Candid

/// What is remembered of one execution.
public struct ExecutionRecord: Sendable {
    /// Whose code ran.
    public var canister: Principal
    /// The export that ran: `canister_update ws_open`. For a callback, the one whose call was answered.
    public var entryPoint: String
    /// When it ran, in nanoseconds since 1970.
    public var time: UInt64
    /// The mode that it ran in.
    public var context: ExecutionContext
    /// Instructions that it used; 0 where the guest cannot count.
    public var instructions: UInt64
    /// Instructions that its calls of system functions count for against limits, beside those.
    public var systemInstructions: UInt64
    /// Bytes of heap when it ended.
    public var heapSize: UInt64
    /// Pages of stable memory when it ended.
    public var stablePages: UInt64
    /// What it printed.
    public var debugOutput: [String]
    /// Why it ended early, if it did.
    public var trap: Trap?
}

/// How a call ended, and the executions that it took.
public struct CallOutcome: Sendable {
    /// The reply or the reject.
    public var result: CallResult
    /// In their order.
    public var executions: [ExecutionRecord]

    /// Makes an outcome: of a call that was not taken, say, for which nothing ran.
    public init(result: CallResult, executions: [ExecutionRecord]) {
        self.result = result
        self.executions = executions
    }

    /// Instructions of the code of all executions together.
    public var instructions: UInt64 { executions.reduce(0) { $0 + $1.instructions } }
}
