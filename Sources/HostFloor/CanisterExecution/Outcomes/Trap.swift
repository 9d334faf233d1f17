/// Why an execution ended without an effect: everything that it changed is discarded.
public struct Trap: Error, Hashable, Sendable {
    /// The kind of failure, with the error code that the IC gives it.
    public enum Code: String, Sendable {
        /// The canister called `ic0.trap`.
        case calledTrap = "IC0503"
        /// The module trapped by itself: `unreachable`, memory out of bounds, division by zero.
        case wasmTrap = "IC0502"
        /// A system function was called where or how it may not be called.
        case contractViolation = "IC0504"
        /// The execution used more instructions than it may.
        case instructionLimit = "IC0522"
        /// The execution wrote more to stable memory than it may.
        case memoryAccessLimit = "IC0524"
        /// Memory or stable memory is used up.
        case outOfMemory = "IC0532"
        /// The heap exceeds what the canister's controllers allow.
        case heapLimit = "IC0539"
        /// The canister has no such method, or is of another kind.
        case methodNotFound = "IC0536"
        /// The module cannot be made to run: it is malformed, or imports what is not there.
        case invalidModule = "IC0505"
    }

    /// The kind of failure.
    public var code: Code

    /// What happened, for a person to read.
    public var message: String

    /// The functions that were running, the innermost first; empty where the guest cannot tell.
    public var backtrace: [StackFrame] = []

    /// Makes a trap.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

extension Trap {
    /// The trap of an execution that used more instructions than it may: by its code, or by what system functions did
    /// for it.
    public static func instructionLimit(_ limit: UInt64) -> Trap {
        Trap(.instructionLimit, "the execution exceeded its limit of \(limit) instructions")
    }

    /// Two traps are the same if they say the same: where it happened is for people alone.
    public static func == (one: Trap, other: Trap) -> Bool {
        one.code == other.code && one.message == other.message
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(code)
        hasher.combine(message)
    }
}

extension Trap: CustomStringConvertible {
    /// The message, and below it the backtrace under the heading that the network gives it.
    public var description: String {
        guard !backtrace.isEmpty else { return message }
        return ([message, "Canister Backtrace:"] + backtrace.map(\.description)).joined(separator: "\n")
    }
}
