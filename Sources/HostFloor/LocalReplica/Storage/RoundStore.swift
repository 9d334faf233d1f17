import CanisterExecution
import ICProtocol

/// What is stored of one round beside the subnet itself.
struct StoredRound {
    /// How many rounds there were until now.
    var number: UInt64
    /// The requests whose status changed; `nil` for those that are forgotten.
    var requests: [RequestID: IngressHistory.Entry?]
}

/// Where the state of a replica is kept from round to round.
///
/// A round is stored whole or not at all. Nothing that follows from a round leaves the replica before it is stored.
protocol RoundStore: AnyObject {
    /// Stores what a round changed.
    ///
    /// - Throws: why it is not stored; what was stored before is untouched.
    func commit(_ round: StoredRound, of subnet: Subnet) throws(RoundStoreError)

    /// Ends the use of the store.
    func close()
}

/// Keeps nothing: the state lives as long as the process.
final class MemoryRoundStore: RoundStore {
    func commit(_ round: StoredRound, of subnet: Subnet) throws(RoundStoreError) {}
    func close() {}
}

/// Why the state of a replica cannot be stored or read.
public enum RoundStoreError: Error, Hashable, Sendable {
    /// The round could not be written.
    case commit(round: UInt64, reason: String)
    /// What is stored cannot be read.
    case load(reason: String)
}

extension RoundStoreError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .commit(let round, let reason): "The state after round \(round) cannot be stored: \(reason)"
        case .load(let reason): "The stored state cannot be read: \(reason)"
        }
    }
}
