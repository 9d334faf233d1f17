import Synchronization

/// Signatures that were found valid, the latest of them: all certificates of one state carry the same signature of the
/// same digest, and those of all calls that end in one round are of one state. To verify a signature takes longer than
/// all else that is done with a certificate.
///
/// Only what was computed here is remembered, with all that it depends on, so that nothing is believed by it that would
/// not be found valid again. What was found invalid is remembered for those who come with the same at the same time, or
/// next: otherwise each of them would compute it, one after the other, while threads that others need wait.
final class ValidSignatures: Sendable {
    /// A signature by a key below a message.
    struct Fact: Hashable, Sendable {
        let key: [UInt8]
        let message: [UInt8]
        let signature: [UInt8]
    }

    private let capacity: Int
    private let state = Mutex(State())
    /// Held while a signature is verified: who comes with the same one meanwhile waits for that, which takes no longer
    /// than to do it too. Other signatures seldom share one.
    private let desks = (0..<16).map { _ in Desk() }

    private final class Desk: Sendable {
        /// The last that was found invalid here.
        let lastInvalid = Mutex<Fact?>(nil)
    }

    private struct State {
        var facts: Set<Fact> = []
        /// In the order in which they came, as a ring.
        var order: [Fact] = []
        var oldest = 0
    }

    /// - Parameter capacity: how many are remembered; of more the oldest is forgotten.
    init(capacity: Int) { self.capacity = max(capacity, 0) }

    /// Whether a signature is valid: as it is known, or as the body finds.
    func isValid<Failure: Error>(_ fact: Fact, _ verify: () throws(Failure) -> Bool) throws(Failure) -> Bool {
        if contains(fact) { return true }
        guard capacity > 0 else { return try verify() }
        let desk = desks[Int(UInt(bitPattern: fact.hashValue) % UInt(desks.count))]
        return try desk.lastInvalid.withLock { lastInvalid throws(Failure) in
            if contains(fact) { return true }
            if lastInvalid == fact { return false }
            guard try verify() else {
                lastInvalid = fact
                return false
            }
            insert(fact)
            return true
        }
    }

    func contains(_ fact: Fact) -> Bool { state.withLock { $0.facts.contains(fact) } }

    func insert(_ fact: Fact) {
        guard capacity > 0 else { return }
        state.withLock { state in
            // Two threads may have computed the same.
            guard state.facts.insert(fact).inserted else { return }
            if state.order.count < capacity {
                state.order.append(fact)
            } else {
                state.facts.remove(state.order[state.oldest])
                state.order[state.oldest] = fact
                state.oldest = (state.oldest + 1) % capacity
            }
        }
    }
}
