import Candid

/// The canisters that a sender may speak to, as far as delegations restrict them.
public enum CanisterSet: Hashable, Sendable {
    /// Every canister.
    case all
    /// These alone.
    case only(Set<Principal>)

    /// Whether a canister is one of them.
    public func contains(_ canister: Principal) -> Bool {
        switch self {
        case .all: true
        case .only(let canisters): canisters.contains(canister)
        }
    }

    mutating func restrict(to targets: [Principal]?) {
        guard let targets else { return }
        switch self {
        case .all: self = .only(Set(targets))
        case .only(let canisters): self = .only(canisters.intersection(targets))
        }
    }
}
