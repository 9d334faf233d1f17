import CanisterExecution

/// Why the state of a replica cannot be stored or read.
public enum RoundStoreError: Error, Hashable, Sendable {
    /// The round could not be written.
    case commit(round: UInt64, reason: String)
    /// What is stored cannot be read.
    case load(reason: String)
    /// The subnet's state is none that can be stored, or none that a subnet can be made of.
    case state(StateError)
}

extension RoundStoreError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .commit(let round, let reason): "The state after round \(round) cannot be stored: \(reason)"
        case .load(let reason): "The stored state cannot be read: \(reason)"
        case .state(let error): error.description
        }
    }
}
