import ICAgent
import Synchronization

/// A world of its own: it runs all tasks of a gateway on the test's thread, one after another, and tells the time,
/// which passes only where every task waits. The same test takes the same course each time, in no time.
final class Simulation: TaskExecutor, AgentClock {
    private let state = Mutex(State())

    private struct State {
        var jobs: [UnownedJob] = []
        var firstJob = 0
        /// 2026, in nanoseconds since 1970.
        var now: UInt64 = 1_767_225_600_000_000_000
        var sleepers: [UInt64: Sleeper] = [:]
        var lastSleeper: UInt64 = 0
        var cancelled: Set<UInt64> = []
    }

    private struct Sleeper {
        let end: UInt64
        let continuation: CheckedContinuation<Void, any Error>
    }

    // MARK: Executor

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        state.withLock { $0.jobs.append(job) }
    }

    /// Starts a task in this world.
    func start(_ body: @escaping @Sendable () async -> Void) { Task(executorPreference: self, operation: body) }

    // MARK: Clock

    var now: UInt64 { state.withLock { $0.now } }

    func sleep(for duration: Duration) async throws {
        let id = state.withLock { state in
            state.lastSleeper += 1
            return state.lastSleeper
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isCancelled = state.withLock { state in
                    if state.cancelled.remove(id) != nil { return true }
                    let nanoseconds = UInt64(max(duration, .zero) / .nanoseconds(1))
                    state.sleepers[id] = Sleeper(end: state.now + nanoseconds, continuation: continuation)
                    return false
                }
                if isCancelled { continuation.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            let sleeper = state.withLock { state in
                let sleeper = state.sleepers.removeValue(forKey: id)
                if sleeper == nil, id == state.lastSleeper { state.cancelled.insert(id) }
                return sleeper
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    // MARK: The course of things

    /// Lets time pass, with all that happens in it.
    func run(for duration: Duration) {
        let end = now + UInt64(duration / .nanoseconds(1))
        while true {
            runJobs()
            guard wakeNext(before: end) else { break }
        }
        state.withLock { $0.now = end }
    }

    /// Lets time pass until something is so.
    ///
    /// - Returns: whether it came to be so within the limit.
    func run(until condition: () -> Bool, within limit: Duration = .seconds(600)) -> Bool {
        let end = now + UInt64(limit / .nanoseconds(1))
        while true {
            runJobs()
            if condition() { return true }
            guard wakeNext(before: end) else { return false }
        }
    }

    private func runJobs() {
        while let job = nextJob() { unsafe job.runSynchronously(on: asUnownedTaskExecutor()) }
    }

    private func nextJob() -> UnownedJob? {
        state.withLock { state in
            guard state.firstJob < state.jobs.count else {
                state.jobs.removeAll(keepingCapacity: true)
                state.firstJob = 0
                return nil
            }
            state.firstJob += 1
            return state.jobs[state.firstJob - 1]
        }
    }

    /// Moves the time to the next end of a wait.
    private func wakeNext(before end: UInt64) -> Bool {
        let sleeper: Sleeper? = state.withLock { state in
            let next = state.sleepers.min { ($0.value.end, $0.key) < ($1.value.end, $1.key) }
            guard let next, next.value.end <= end else { return nil }
            state.now = max(state.now, next.value.end)
            return state.sleepers.removeValue(forKey: next.key)
        }
        sleeper?.continuation.resume()
        return sleeper != nil
    }
}
