import CanisterExecution
import ICProtocol

/// What one round changed.
struct StoredRound {
    /// How many rounds there were until now.
    var number: UInt64
    /// The subnet: time, canisters, messages.
    var state: StateChanges
    /// What is remembered of calls by users, by their request ids: records that are new or changed, and `nil` for those
    /// that are forgotten.
    var requests: [(id: RequestID, record: [UInt8]?)]
}

/// All that was stored.
struct StoredReplica {
    /// How many rounds led to it.
    var number: UInt64
    /// The subnet.
    var state: [StateRecord]
    /// What is remembered of calls by users.
    var requests: [(id: RequestID, record: [UInt8])]
}

/// Where the state of a replica is kept from round to round.
///
/// A round is stored whole or not at all. Nothing that follows from a round leaves the replica before it is stored.
protocol RoundStore: AnyObject {
    /// Whether anything is kept. Where nothing is, ``commit(_:)`` need not be called.
    var isKeeping: Bool { get }

    /// What was stored last; `nil` where nothing ever was.
    func load() throws(RoundStoreError) -> StoredReplica?

    /// Stores what a round changed.
    ///
    /// - Throws: why it is not stored; what was stored before is untouched.
    func commit(_ round: StoredRound) throws(RoundStoreError)

    /// Ends the use of the store.
    func close()
}

/// Keeps the state as long as the process lives, or not at all.
final class MemoryRoundStore: RoundStore {
    let isKeeping: Bool
    private var number: UInt64?
    private var state = StateImage()
    private var requests: [RequestID: [UInt8]] = [:]

    /// - Parameter isKeeping: whether ``load()`` gives back what was stored.
    init(isKeeping: Bool = false) { self.isKeeping = isKeeping }

    func load() throws(RoundStoreError) -> StoredReplica? {
        number.map { StoredReplica(number: $0, state: state.records, requests: requests.map { ($0, $1) }) }
    }

    func commit(_ round: StoredRound) throws(RoundStoreError) {
        number = round.number
        state.apply(round.state)
        for (id, record) in round.requests { requests[id] = record }
    }

    func close() {}
}
