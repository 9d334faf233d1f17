import Candid

extension AgentError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .transport(let error): error.description
        case .http(let status, let text):
            "the network answered with HTTP status \(status)" + (text.isEmpty ? "" : ": \(text)")
        case .response(let error): "the network's answer is not understood: \(error)"
        case .deadline(let time): "the result was not there within \(time)"
        case .cancelled: "the request was cancelled"
        case .outcomeUnknown(let id, let error):
            "it is not known whether the call \(id) was executed, since its end was not found: \(error)"
        case .outcomeForgotten(let id): "the call \(id) was executed, but the network has forgotten its result"
        case .expired(let id): "the call \(id) expired before the subnet took it: it was not executed"
        case .rejected(let rejection): rejection.description
        case .certificate(let error): "the answer is not verified: \(error)"
        case .state(let error): "the answer is not verified: \(error)"
        case .notShown(let path): "the certified state does not show \(path), on which the answer rests"
        case .querySignature(let error): "the answer is not verified: \(error)"
        case .nodeKey(let node, let error): "the key of node \(node.text) in the certified state is none: \(error)"
        case .identity(let error): error.description
        case .request(let error): "the request cannot be sent: \(error)"
        case .rootKey(let error): error.description
        }
    }
}

extension AgentRejection: CustomStringConvertible {
    public var description: String {
        let code = rejection.errorCode.map { ", \($0)" } ?? ""
        let vouched = proof == .none ? "before it came into the subnet " : ""
        return "rejected \(vouched)(\(Self.name(of: rejection.code))\(code)): \(rejection.message)"
    }

    /// The name of a reject code in the Interface Specification, with its number.
    private static func name(of code: UInt64) -> String {
        let names: [UInt64: String] = [
            1: "SYS_FATAL", 2: "SYS_TRANSIENT", 3: "DESTINATION_INVALID", 4: "CANISTER_REJECT", 5: "CANISTER_ERROR",
            6: "SYS_UNKNOWN",
        ]
        return names[code].map { "\($0), \(code)" } ?? "reject code \(code)"
    }
}

extension RootKeyError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notLoopback(let destination):
            "the root key of \(destination) is not taken from whoever answers there, since that is not this machine: "
                + "name the key, or say that this is to be trusted"
        case .missing(let destination): "\(destination) does not tell a root key"
        case .invalid(let error): "the root key is none: \(error)"
        }
    }
}
