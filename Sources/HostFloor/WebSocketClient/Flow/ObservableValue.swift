import Synchronization

/// A value that can be looked at, and whose changes can be watched by any number of others.
final class ObservableValue<Value: Sendable>: Sendable {
    private let state: Mutex<State>

    private struct State {
        var value: Value
        var watchers: [UInt64: AsyncStream<Value>.Continuation] = [:]
        var nextWatcher: UInt64 = 0
        var isFinished = false
    }

    /// How many changes wait for a watcher who is slow; older ones are left out.
    static var bufferedChanges: Int { 64 }

    init(_ value: Value) {
        state = Mutex(State(value: value))
    }

    var value: Value { state.withLock { $0.value } }

    /// Changes the value, and tells all who watch. The last value is told as such, and those who watch come to an end.
    func set(_ value: Value, isLast: Bool = false) {
        // Told under the lock, so that all see changes in the order in which they were made.
        state.withLock { state in
            guard !state.isFinished else { return }
            state.value = value
            state.isFinished = isLast
            for watcher in state.watchers.values { watcher.yield(value) }
        }
        guard isLast else { return }
        // A stream that ends calls back here.
        let watchers = state.withLock { state in
            defer { state.watchers = [:] }
            return Array(state.watchers.values)
        }
        for watcher in watchers { watcher.finish() }
    }

    /// The value as it is now, and from then on each change.
    var changes: AsyncStream<Value> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Value.self, bufferingPolicy: .bufferingNewest(Self.bufferedChanges))
        let number = state.withLock { state -> UInt64? in
            continuation.yield(state.value)
            guard !state.isFinished else { return nil }
            state.nextWatcher += 1
            state.watchers[state.nextWatcher] = continuation
            return state.nextWatcher
        }
        guard let number else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in
            _ = self?.state.withLock { $0.watchers.removeValue(forKey: number) }
        }
        return stream
    }
}
