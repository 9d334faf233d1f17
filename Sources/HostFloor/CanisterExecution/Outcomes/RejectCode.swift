/// Why a call was rejected (interface specification, "Reject codes").
public enum RejectCode: UInt32, CaseIterable, Sendable {
    /// The system cannot do this, also not later.
    case systemFatal = 1
    /// The system cannot do this now.
    case systemTransient = 2
    /// There is no such canister.
    case destinationInvalid = 3
    /// The canister refused the call.
    case canisterReject = 4
    /// The canister failed: it trapped, did not reply, or has no such method.
    case canisterError = 5
    /// It is not known whether the call was executed; only for calls with a deadline.
    case systemUnknown = 6
}

extension RejectCode: CustomStringConvertible {
    /// The name that the specification has for it.
    public var description: String {
        switch self {
        case .systemFatal: "SYS_FATAL"
        case .systemTransient: "SYS_TRANSIENT"
        case .destinationInvalid: "DESTINATION_INVALID"
        case .canisterReject: "CANISTER_REJECT"
        case .canisterError: "CANISTER_ERROR"
        case .systemUnknown: "SYS_UNKNOWN"
        }
    }
}
