import Candid

/// Why a method of a canister has no result.
public enum ClientError: Error, Equatable, Sendable {
    /// There is no reply: nobody answered, the answer was no, or nothing vouches for it.
    case agent(AgentError)

    /// There is a verified reply, and it does not have the types of the interface. A call was executed.
    case reply(CandidError)

    /// The rejection, where the canister, or the system for it, said no.
    public var rejection: AgentRejection? {
        guard case .agent(.rejected(let rejection)) = self else { return nil }
        return rejection
    }
}

extension ClientError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .agent(let error): error.description
        case .reply(let error): "the canister's reply is not of the type in its interface: \(error)"
        }
    }
}
