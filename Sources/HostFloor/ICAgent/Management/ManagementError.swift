import Candid

/// Why the management canister did not do what it was asked.
public enum ManagementError: Error, Equatable, Sendable {
    /// The call, or query, had no reply.
    case agent(AgentError)
    /// The reply is not of the type that stands there.
    case reply(CandidError)
    /// The module is too large to be sent at once.
    case moduleTooLarge(size: Int, maximum: Int)
}

extension ManagementError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .agent(let error): error.description
        case .reply(let error): "the management canister's reply is not understood: \(error)"
        case .moduleTooLarge(let size, let maximum):
            "the module has \(size) bytes, where at most \(maximum) can be sent: compress it with gzip"
        }
    }
}
