/// The finer codes that go with a reject code; the first digit is the reject code.
///
/// Implementation-specific: the interface specification has the field but does not fix its values.
public enum ErrorCode: String, CaseIterable, Sendable {
    case canisterQueueFull = "IC0201"
    case canisterNotFound = "IC0301"
    case canisterRejectedMessage = "IC0406"
    case canisterTrapped = "IC0502"
    case canisterCalledTrap = "IC0503"
    case canisterContractViolation = "IC0504"
    case canisterInvalidWasm = "IC0505"
    case canisterDidNotReply = "IC0506"
    case canisterStopped = "IC0508"
    case canisterStopping = "IC0509"
    case canisterNotStopped = "IC0510"
    case queryCallGraphLoopDetected = "IC0517"
    case canisterInstructionLimitExceeded = "IC0522"
    case queryCallGraphTooDeep = "IC0525"
    case queryCallGraphTotalInstructionLimitExceeded = "IC0526"
    case compositeQueryCalledInReplicatedMode = "IC0527"
    case insufficientMemory = "IC0532"
    case canisterMethodNotFound = "IC0536"
    case canisterWasmModuleNotFound = "IC0537"
    case canisterAlreadyInstalled = "IC0538"
    case deadlineExpired = "IC0601"

    /// The reject code that stands in the first digit.
    public var rejectCode: RejectCode {
        switch self {
        case .canisterQueueFull: .systemTransient
        case .canisterNotFound: .destinationInvalid
        case .canisterRejectedMessage: .canisterReject
        case .deadlineExpired: .systemUnknown
        default: .canisterError
        }
    }
}
