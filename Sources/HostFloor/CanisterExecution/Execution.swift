/// One run of an entry point or a callback, as the system functions see it.
public final class Execution {
    /// The mode it runs in.
    public let context: ExecutionContext

    /// The number of instructions after which a guest that counts ends it with ``Trap/Code/instructionLimit``.
    public let instructionLimit: UInt64

    /// Tells how many instructions this execution has used so far. A guest that counts sets it before it runs code.
    public var instructionCounter: (() -> UInt64)?

    init(context: ExecutionContext, instructionLimit: UInt64) {
        self.context = context
        self.instructionLimit = instructionLimit
    }

    /// Calls one system function.
    ///
    /// - Parameters:
    ///   - arguments: as many as the function has ``SystemFunction/parameters``, each widened to 64 bits without a sign.
    ///   - memory: the guest's memory.
    /// - Returns: the result, 0 for a function without one.
    public func call(
        _ function: SystemFunction, _ arguments: UnsafePointer<UInt64>, memory: some GuestMemory
    ) throws(Trap) -> UInt64 {
        throw Trap(.contractViolation, "not there yet")
    }
}
