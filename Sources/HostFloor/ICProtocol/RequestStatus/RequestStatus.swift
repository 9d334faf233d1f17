import Certification
import ICCertificates

/// How far a call has come, as the certified state says (Interface Specification, "Request status").
public enum RequestStatus: Hashable, Sendable {
    /// The subnet has the call, and has not begun with it.
    case received
    /// The subnet has begun with the call: it has an effect, or will have.
    case processing
    /// The canister replied with these bytes.
    case replied([UInt8])
    /// The canister, or the system for it, rejected.
    case rejected(Rejection)
    /// The call has ended, and what came out is forgotten.
    case done
    /// The subnet does not know the call: not yet, or not any more, or it never came.
    case absent
    /// The certificate does not tell. Never take this for ``absent``.
    case unknown

    /// Whether the call has come to its end, so that asking again is of no use.
    public var isFinal: Bool {
        switch self {
        case .replied, .rejected, .done: true
        case .received, .processing, .absent, .unknown: false
        }
    }
}

extension StateReader {
    /// How far a call has come.
    ///
    /// - Throws: also ``StateError/incomplete(path:)`` where the state says that the call was answered but does not
    ///   show with what.
    public func requestStatus(of request: RequestID) throws(StateError) -> RequestStatus {
        let path = StatePath.requestStatus(of: request)
        let statusPath = path + [StatePath.label("status")]
        switch try text(at: statusPath) {
        case .absent: return .absent
        case .unknown: return .unknown
        case .found("received"): return .received
        case .found("processing"): return .processing
        case .found("done"): return .done
        case .found("replied"):
            let replyPath = path + [StatePath.label("reply")]
            return .replied(try Self.needed(try value(at: replyPath), replyPath))
        case .found("rejected"):
            let codePath = path + [StatePath.label("reject_code")]
            let messagePath = path + [StatePath.label("reject_message")]
            return .rejected(
                Rejection(
                    code: try Self.needed(try natural(at: codePath), codePath),
                    message: try Self.needed(try text(at: messagePath), messagePath),
                    errorCode: try text(at: path + [StatePath.label("error_code")]).found))
        case .found:
            throw .malformed(
                path: StatePath.text(statusPath),
                expected: "'received', 'processing', 'replied', 'rejected' or 'done'")
        }
    }

    private static func needed<Value>(_ value: StateValue<Value>, _ path: [[UInt8]]) throws(StateError) -> Value {
        guard case .found(let value) = value else { throw .incomplete(path: StatePath.text(path)) }
        return value
    }
}
