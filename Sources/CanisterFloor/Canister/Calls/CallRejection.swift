import Candid

/// Why a call to another canister had no reply: section "Reject codes" of the IC interface specification.
public struct CallRejection: Error, Sendable {
    /// 1 fatal system error, 2 transient system error, 3 invalid destination, 4 the callee rejected, 5 the callee
    /// failed, 6 unknown (only for calls that wait within bounds).
    public let code: UInt32

    /// The code of what the system could not do for now.
    static let systemTransient: UInt32 = 2

    /// What the callee or the system says about it.
    public let text: Text
}
