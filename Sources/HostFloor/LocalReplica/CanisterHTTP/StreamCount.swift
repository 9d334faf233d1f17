import Synchronization

/// How many bodies in pieces are being collected. Each can take as much memory as ``ReplicaLimits/streamedBody`` says,
/// so there must not be many at one time.
final class StreamCount: Sendable {
    private let count = Mutex(0)

    /// Counts one more.
    ///
    /// - Returns: whether there is room for it; if not, it is not counted.
    func begin(limit: Int) -> Bool {
        count.withLock { count in
            guard count < limit else { return false }
            count += 1
            return true
        }
    }

    /// Counts one less.
    func end() { count.withLock { $0 -= 1 } }
}
