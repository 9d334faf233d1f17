import Candid

/// Why a path of the state may not be read by who asks.
public enum ReadStateRefusal: Error, Hashable, Sendable {
    /// Nobody can read such a path.
    case notReadable(path: String)
    /// The path can be read at the address of a subnet alone, for some of that subnet alone.
    case onlyAtSubnets(path: String)
    /// A request id does not have 32 bytes.
    case notARequestID(size: Int)
    /// The call is another sender's.
    case otherSender(of: RequestID)
    /// The call went to another address.
    case otherDestination(of: RequestID)
    /// The delegations of the sender do not hold for the canister that was called.
    case notATarget(Principal)
    /// The path is one of another canister than the address.
    case otherCanister(Principal)
    /// The section is private, and the sender does not control the canister.
    case privateMetadata(String, of: Principal)
    /// Paths name several requests, or subnets, where they must all name the same.
    case severalOfOne(label: String)

    /// The HTTP status to answer with.
    public var httpStatus: Int {
        switch self {
        case .otherSender, .otherDestination, .notATarget, .privateMetadata: 403
        case .notReadable, .onlyAtSubnets, .notARequestID, .otherCanister, .severalOfOne: 400
        }
    }
}

extension ReadStateRefusal: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notReadable(let path): "The path \(path) cannot be requested."
        case .onlyAtSubnets(let path):
            "The path \(path) can only be requested at /api/…/subnet/<effective_subnet_id>/read_state."
        case .notARequestID(let size): "The request id in a path has \(size) bytes, where 32 were expected."
        case .otherSender(let id): "The user tries to access Request ID not signed by the caller: \(id)."
        case .otherDestination(let id): "Request ID \(id) went to another address than this request."
        case .notATarget(let canister): "Canister '\(canister.text)' is not one of the delegation targets."
        case .otherCanister(let canister):
            "The path of canister \(canister.text) cannot be requested with another effective canister id in the URL."
        case .privateMetadata(let name, let canister):
            "Custom section '\(name)' of canister \(canister.text) can only be requested by its controllers."
        case .severalOfOne(let label): "All paths that begin with /\(label) must refer to the same id."
        }
    }
}
