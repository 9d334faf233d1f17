import Synchronization

/// What goes between one canister and its clients here, and how it is polled. Counting costs an atomic addition.
final class CanisterTraffic: Sendable {
    private let toCanister = Atomic<UInt64>(0)
    private let toClients = Atomic<UInt64>(0)
    private let polls = Atomic<UInt64>(0)
    private let failedPolls = Atomic<UInt64>(0)
    private let pauseNanoseconds = Atomic<Int64>(0)
    private let pollNanoseconds = Atomic<Int64>(0)
    private let failing = Atomic(false)

    /// What it has come to.
    struct Figures: Hashable {
        /// Messages of clients whose call has ended at the canister.
        var messagesToCanister: UInt64 = 0
        /// Messages that were given to clients' sockets.
        var messagesToClients: UInt64 = 0
        var polls: UInt64 = 0
        var failedPolls: UInt64 = 0
        /// From the end of the last poll to the next, at most.
        var pause: Duration = .zero
        /// What the last poll that was answered took.
        var lastPoll: Duration = .zero
        /// Whether the last poll failed.
        var isFailing = false
    }

    var figures: Figures {
        Figures(
            messagesToCanister: toCanister.load(ordering: .relaxed),
            messagesToClients: toClients.load(ordering: .relaxed), polls: polls.load(ordering: .relaxed),
            failedPolls: failedPolls.load(ordering: .relaxed),
            pause: .nanoseconds(pauseNanoseconds.load(ordering: .relaxed)),
            lastPoll: .nanoseconds(pollNanoseconds.load(ordering: .relaxed)),
            isFailing: failing.load(ordering: .relaxed))
    }

    func countToCanister() { toCanister.wrappingAdd(1, ordering: .relaxed) }
    func countToClient() { toClients.wrappingAdd(1, ordering: .relaxed) }

    /// - Parameter nanoseconds: what the poll took; nil for one that failed.
    func countPoll(taking nanoseconds: Int64?) {
        failing.store(nanoseconds == nil, ordering: .relaxed)
        if let nanoseconds {
            polls.wrappingAdd(1, ordering: .relaxed)
            pollNanoseconds.store(nanoseconds, ordering: .relaxed)
        } else {
            failedPolls.wrappingAdd(1, ordering: .relaxed)
        }
    }

    func notePause(_ pause: Duration) {
        pauseNanoseconds.store(Int64(pause / .nanoseconds(1)), ordering: .relaxed)
    }
}
