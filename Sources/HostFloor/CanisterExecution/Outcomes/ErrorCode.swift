/// The finer codes that go with a reject code; the first digit is the reject code.
///
/// Implementation-specific: the interface specification has the field but does not fix its values.
public enum ErrorCode: String, CaseIterable, Sendable {
    /// The subnet has as many canisters as it can.
    case maximumNumberOfCanisters = "IC0102"
    /// Too many calls wait.
    case canisterQueueFull = "IC0201"
    /// A call by a user waited until it expired.
    case ingressMessageTimeout = "IC0202"
    /// The principal is another canister's.
    case canisterIDTaken = "IC0205"
    /// A canister did not stop in the time that a call waits for it.
    case stopRequestTimeout = "IC0206"
    /// There is no such canister.
    case canisterNotFound = "IC0301"
    /// There is no such snapshot.
    case snapshotNotFound = "IC0305"
    /// `canister_inspect_message` did not accept.
    case canisterRejectedMessage = "IC0406"
    /// The management canister cannot read its argument, or do what it says.
    case invalidManagementPayload = "IC0408"
    /// The module trapped by itself.
    case canisterTrapped = "IC0502"
    /// The canister called `ic0.trap`.
    case canisterCalledTrap = "IC0503"
    /// A system function was called where or how it may not be.
    case canisterContractViolation = "IC0504"
    /// The module cannot be made to run.
    case canisterInvalidWasm = "IC0505"
    /// The canister ended without a response.
    case canisterDidNotReply = "IC0506"
    /// The canister is stopped.
    case canisterStopped = "IC0508"
    /// The canister is about to stop.
    case canisterStopping = "IC0509"
    /// The canister would have to be stopped.
    case canisterNotStopped = "IC0510"
    /// The canister was started while it was about to stop.
    case canisterStoppingCancelled = "IC0511"
    /// The caller does not control the canister.
    case canisterInvalidController = "IC0512"
    /// Calls of composite queries lead back to where they began.
    case queryCallGraphLoopDetected = "IC0517"
    /// One execution used too many instructions.
    case canisterInstructionLimitExceeded = "IC0522"
    /// One execution wrote too much to stable memory.
    case canisterMemoryAccessLimitExceeded = "IC0524"
    /// Calls of composite queries nest too deep.
    case queryCallGraphTooDeep = "IC0525"
    /// A composite query was called by an update.
    case compositeQueryCalledInReplicatedMode = "IC0527"
    /// Memory or stable memory is used up.
    case insufficientMemory = "IC0532"
    /// There is no such method, or not of that kind.
    case canisterMethodNotFound = "IC0536"
    /// The canister has no code.
    case canisterWasmModuleNotFound = "IC0537"
    /// The canister has code already.
    case canisterAlreadyInstalled = "IC0538"
    /// The heap exceeds what the canister's controllers allow.
    case canisterHeapLimitExceeded = "IC0539"
    /// A call with a bounded wait was not answered in time.
    case deadlineExpired = "IC0601"

    /// The reject code that stands in the first digit.
    public var rejectCode: RejectCode {
        switch self {
        case .maximumNumberOfCanisters: .systemFatal
        case .canisterQueueFull, .ingressMessageTimeout, .canisterIDTaken, .stopRequestTimeout: .systemTransient
        case .canisterNotFound, .snapshotNotFound: .destinationInvalid
        case .canisterRejectedMessage, .invalidManagementPayload: .canisterReject
        case .deadlineExpired: .systemUnknown
        default: .canisterError
        }
    }
}
