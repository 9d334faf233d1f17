import Candid
import CanisterExecution

/// Why a call with values gave none. Its text says all that is known, so that a failing test shows it.
///
/// ```swift
/// let failure = #expect(throws: CallFailure.self) { try canister.update("join", Text(""), returning: Bool.self) }
/// #expect(failure?.reject?.trap?.message == "a room has a name")
/// ```
public struct CallFailure: Error, CustomStringConvertible {
    /// The method that was called.
    public let method: String

    /// What went wrong.
    public let reason: Reason

    /// What can go wrong.
    public enum Reason: Sendable {
        /// The call was rejected, by the canister or by the system.
        case rejected(Reject)
        /// The reply does not have the expected types, here by their Swift names.
        case notDecoded(CandidError, reply: [UInt8], expected: String)
        /// There is no answer yet.
        case unanswered
    }

    init(_ method: String, _ reason: Reason) {
        self.method = method
        self.reason = reason
    }

    /// The reject, where the call was rejected.
    public var reject: Reject? {
        if case .rejected(let reject) = reason { reject } else { nil }
    }

    public var description: String {
        switch reason {
        case .rejected(let reject):
            return "'\(method)' was rejected: \(reject)"
        case .notDecoded(let error, let reply, let expected):
            return "the reply of '\(method)' is not \(expected): \(error). It was \(reply.excerpt)"
        case .unanswered:
            return "'\(method)' has no answer yet: a stand-in was not answered for"
        }
    }
}
