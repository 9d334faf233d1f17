/// How a call ended.
public enum CallResult: Hashable, Sendable {
    /// The bytes that the canister replied with.
    case reply([UInt8])
    /// Why there is no reply.
    case reject(Reject)

    /// The bytes of a reply; `nil` for a reject.
    public var reply: [UInt8]? {
        if case .reply(let bytes) = self { bytes } else { nil }
    }

    /// The reject; `nil` for a reply.
    public var reject: Reject? {
        if case .reject(let reject) = self { reject } else { nil }
    }

    /// The bytes of the reply.
    ///
    /// - Throws: the reject, where the call was rejected.
    public func get() throws(Reject) -> [UInt8] {
        switch self {
        case .reply(let bytes): return bytes
        case .reject(let reject): throw reject
        }
    }
}
