import Candid

/// The answer to a call that was not replied to, and the reason why a canister could not be installed.
public struct Reject: Error, Hashable, Sendable {
    /// What kind of reason there is.
    public var code: RejectCode

    /// The text that the caller sees. Its form is nothing to rely on.
    public var message: String

    /// The finer code; `nil` where the canister itself rejected.
    public var errorCode: ErrorCode?

    /// What the canister failed with, its message plain: without the canister's name and the system's words around it.
    public var trap: Trap?

    /// Makes a reject.
    public init(_ code: RejectCode, _ message: String, errorCode: ErrorCode? = nil, trap: Trap? = nil) {
        self.code = code
        self.message = message
        self.errorCode = errorCode
        self.trap = trap
    }

    /// A reject by the system, whose code follows from the finer one.
    public init(_ errorCode: ErrorCode, _ message: String) {
        self.init(errorCode.rejectCode, message, errorCode: errorCode)
    }

    /// The reject for an execution that ended with a trap.
    public init(_ trap: Trap, in canister: Principal) {
        let text: String
        switch trap.code {
        case .calledTrap: text = "Canister called `ic0.trap` with message: '\(trap.message)'"
        case .wasmTrap: text = "Canister trapped: \(trap.message)"
        case .contractViolation: text = "Canister violated contract: \(trap.message)"
        case .instructionLimit, .memoryAccessLimit, .outOfMemory, .heapLimit, .methodNotFound, .invalidModule: text = trap.message
        }
        let errorCode = trap.code.errorCode
        self.init(
            errorCode.rejectCode, "Error from Canister \(canister.text): \(text)", errorCode: errorCode, trap: trap)
    }
}

extension Reject: CustomStringConvertible {
    /// Code, finer code where there is one, and text: `CANISTER_ERROR (5), IC0503: Error from Canister …`.
    public var description: String {
        let finer = errorCode.map { ", \($0.rawValue)" } ?? ""
        return "\(code) (\(code.rawValue))\(finer): \(message)"
    }
}

extension Trap.Code {
    /// The same code as a reject carries it.
    public var errorCode: ErrorCode {
        switch self {
        case .calledTrap: .canisterCalledTrap
        case .wasmTrap: .canisterTrapped
        case .contractViolation: .canisterContractViolation
        case .instructionLimit: .canisterInstructionLimitExceeded
        case .memoryAccessLimit: .canisterMemoryAccessLimitExceeded
        case .outOfMemory: .insufficientMemory
        case .heapLimit: .canisterHeapLimitExceeded
        case .methodNotFound: .canisterMethodNotFound
        case .invalidModule: .canisterInvalidWasm
        }
    }
}
