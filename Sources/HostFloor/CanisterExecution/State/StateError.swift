import Candid

/// Why the state of a subnet cannot be had as data, or no subnet be made of data.
public enum StateError: Error, Hashable, Sendable {
    /// A canister's guest was not made of a module by the subnet's own engine, or its heap cannot be taken out: it is
    /// native code, say.
    case guestIsNotData(Principal)
    /// A record was written by a later version of this software.
    case newerLayout(StateKey, found: UInt64, known: UInt64)
    /// A record is not what it has to be.
    case damaged(StateKey, reason: String)
    /// A record is missing that another one asks for.
    case missing(StateKey)
    /// The subnet was given nothing to make guests with.
    case noGuestFactory(Principal)
    /// The module of a canister cannot be made to run, or does not take its heap back.
    case guestRefused(Principal, Trap)
}

extension StateError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .guestIsNotData(let id):
            "Canister \(id.text) cannot be stored: its code was not installed as a module, so nothing could make it "
                + "run again. Install it with install(module:in:mode:argument:caller:)."
        case .newerLayout(let key, let found, let known):
            "The state has \(key) in layout \(found), and this version knows layouts up to \(known): use the version "
                + "that wrote it, or a later one."
        case .damaged(let key, let reason): "The state is damaged: \(key) cannot be read: \(reason)."
        case .missing(let key): "The state is damaged: \(key) is missing."
        case .noGuestFactory(let id):
            "Canister \(id.text) has code, and the subnet was given no engine that runs modules."
        case .guestRefused(let id, let trap):
            "The code of canister \(id.text) cannot be made to run again: \(trap.message)."
        }
    }
}
