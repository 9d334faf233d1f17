import Candid

/// One run of an entry point or a callback, as the system functions see it.
///
/// It holds what the run may know, checks every system function that the guest calls, and gathers what the run wants
/// to change. Whoever started it applies ``effects`` when the run ended well, and drops them when it trapped.
public final class Execution {
    /// The mode it runs in.
    public let context: ExecutionContext

    /// The canister as it was at the start.
    public let canister: CanisterFacts

    /// The message that is handled.
    public let message: MessageFacts

    /// What the execution may use.
    public let limits: ResourceLimits

    /// The number of instructions after which a guest that counts ends it with ``Trap/Code/instructionLimit``. Calls of
    /// system functions, which also a guest makes that does not count, are held to it too.
    public let instructionLimit: UInt64

    /// Tells how many instructions this execution has used so far. A guest that counts sets it before it runs code.
    public var instructionCounter: (() -> UInt64)?

    /// The canister's stable memory. Changes stand in its overlay until they are committed.
    public let stableMemory: SparseStableMemory

    /// What the run wants to change.
    public internal(set) var effects: ExecutionEffects

    /// The lines that the run printed. Kept also when it traps.
    public internal(set) var debugOutput: [String] = []
    /// What these lines take: their bytes, and a little for each.
    var debugOutputSize = 0

    var replyBuffer: [UInt8] = []
    var pendingCall: PerformedCall?
    var performedCalls: [Principal: Int] = [:]
    /// What the guest reported when it ended; 0 where it cannot count.
    var usedInstructions: UInt64 = 0
    /// Bytes that were written to stable memory.
    var stableBytesWritten: UInt64 = 0

    /// What calls of system functions have counted for until now: see ``ResourceLimits/systemCallInstructions``. They
    /// count against the limit, and are no part of what the guest counts and `performance_counter` tells.
    public internal(set) var systemInstructions: UInt64 = 0

    /// Makes an execution.
    ///
    /// - Parameter instructionLimit: `nil` for the limit of the context.
    public init(
        context: ExecutionContext, canister: CanisterFacts, message: MessageFacts = MessageFacts(),
        stableMemory: SparseStableMemory = SparseStableMemory(), limits: ResourceLimits = ResourceLimits(),
        instructionLimit: UInt64? = nil
    ) {
        self.context = context
        self.canister = canister
        self.message = message
        self.limits = limits
        self.instructionLimit = instructionLimit ?? limits.instructions(in: context)
        self.stableMemory = stableMemory
        self.effects = ExecutionEffects(cycles: canister.cycles, cyclesAvailable: message.cyclesAvailable)
    }

    /// Instructions used so far; 0 where the guest does not count.
    public var instructionsUsed: UInt64 { instructionCounter?() ?? 0 }

    /// What it took of the limit, once it has ended: its code and what system functions did for it.
    var chargedInstructions: UInt64 { usedInstructions.addingClamped(systemInstructions) }

    /// To be called when the run returned: gives back the cycles of a call that was begun and never performed.
    func finish() {
        dropPendingCall()
    }
}
