import ICProtocol

extension JSONValue {
    /// A rejection, as clients read it: codes by their names.
    ///
    /// - Parameter isCertified: whether it comes from the state, and not from one node's word.
    init(_ rejection: Rejection, isCertified: Bool) {
        self = [
            "reject_code": .text(RejectNames.rejectCode(rejection.code)),
            "reject_message": .text(rejection.message),
            "error_code": .text(RejectNames.errorCode(of: rejection)), "certified": .truth(isCertified),
        ]
    }
}

/// The names that clients know reject codes and finer error codes by; they fail on any other.
enum RejectNames {
    static func rejectCode(_ code: UInt64) -> String {
        switch code {
        case 1: "SysFatal"
        case 2: "SysTransient"
        case 3: "DestinationInvalid"
        case 4: "CanisterReject"
        case 5: "CanisterError"
        default: "SysUnknown"
        }
    }

    static func errorCode(of rejection: Rejection) -> String {
        if let code = rejection.errorCode, let name = names[code] { return name }
        // The commonest of the kind, where nothing finer is known.
        return switch rejection.code {
        case 1: "SubnetOversubscribed"
        case 2: "CanisterQueueFull"
        case 3: "CanisterNotFound"
        case 4: "CanisterRejectedMessage"
        case 5: "CanisterTrapped"
        default: "DeadlineExpired"
        }
    }

    private static let names = [
        "IC0101": "SubnetOversubscribed", "IC0102": "MaxNumberOfCanistersReached", "IC0201": "CanisterQueueFull",
        "IC0202": "IngressMessageTimeout", "IC0203": "CanisterQueueNotEmpty", "IC0204": "IngressHistoryFull",
        "IC0205": "CanisterIdAlreadyExists", "IC0206": "StopCanisterRequestTimeout", "IC0207": "CanisterOutOfCycles",
        "IC0208": "CertifiedStateUnavailable", "IC0209": "CanisterInstallCodeRateLimited",
        "IC0210": "CanisterHeapDeltaRateLimited", "IC0301": "CanisterNotFound", "IC0305": "CanisterSnapshotNotFound",
        "IC0402": "InsufficientMemoryAllocation", "IC0403": "InsufficientCyclesForCreateCanister",
        "IC0404": "SubnetNotFound", "IC0405": "CanisterNotHostedBySubnet", "IC0406": "CanisterRejectedMessage",
        "IC0407": "UnknownManagementMessage", "IC0408": "InvalidManagementPayload",
        "IC0409": "CanisterSnapshotImmutable", "IC0502": "CanisterTrapped", "IC0503": "CanisterCalledTrap",
        "IC0504": "CanisterContractViolation", "IC0505": "CanisterInvalidWasm", "IC0506": "CanisterDidNotReply",
        "IC0507": "CanisterOutOfMemory", "IC0508": "CanisterStopped", "IC0509": "CanisterStopping",
        "IC0510": "CanisterNotStopped", "IC0511": "CanisterStoppingCancelled", "IC0512": "CanisterInvalidController",
        "IC0513": "CanisterFunctionNotFound", "IC0514": "CanisterNonEmpty", "IC0517": "QueryCallGraphLoopDetected",
        "IC0520": "InsufficientCyclesInCall", "IC0521": "CanisterWasmEngineError",
        "IC0522": "CanisterInstructionLimitExceeded", "IC0524": "CanisterMemoryAccessLimitExceeded",
        "IC0525": "QueryCallGraphTooDeep", "IC0526": "QueryCallGraphTotalInstructionLimitExceeded",
        "IC0527": "CompositeQueryCalledInReplicatedMode", "IC0528": "QueryTimeLimitExceeded",
        "IC0529": "QueryCallGraphInternal", "IC0532": "CanisterOutOfMemory", "IC0536": "CanisterMethodNotFound",
        "IC0537": "CanisterWasmModuleNotFound", "IC0538": "CanisterAlreadyInstalled",
        "IC0539": "CanisterWasmMemoryLimitExceeded", "IC0540": "ReservedCyclesLimitIsTooLow",
        "IC0601": "DeadlineExpired", "IC0602": "ResponseDropped",
    ]
}
