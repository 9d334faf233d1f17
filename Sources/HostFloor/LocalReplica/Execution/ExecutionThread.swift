import Foundation
import Synchronization

/// The thread that a replica executes on. It has the stack that guests need, and what runs on it can take long: so it is
/// none of the pool that tasks share.
final class ExecutionThread: Sendable {
    let jobs: JobQueue
    private let end = PendingEnd()

    init(limits: ReplicaLimits) {
        jobs = JobQueue(limit: limits.waitingJobs)
    }

    /// Starts the thread.
    ///
    /// - Parameter prepare: makes the loop, on the thread.
    /// - Returns: what is published of its state.
    func start(
        _ prepare: @escaping @Sendable (JobQueue) throws(ReplicaError) -> ReplicaLoop
    ) async throws(ReplicaError) -> PublishedState {
        let started: Result<PublishedState, ReplicaError> = await withCheckedContinuation { continuation in
            let thread = Thread { [jobs, end] in
                defer { end.signal() }
                let loop: ReplicaLoop
                do throws(ReplicaError) { loop = try prepare(jobs) } catch {
                    jobs.close()
                    return continuation.resume(returning: .failure(error))
                }
                continuation.resume(returning: .success(loop.published))
                loop.run()
            }
            thread.name = "replica"
            thread.stackSize = Self.stackSize
            thread.start()
        }
        return try started.get()
    }

    /// Does something on the thread, between rounds.
    func perform<Value: Sendable>(
        _ body: @escaping @Sendable (ReplicaLoop) throws(ReplicaError) -> Value
    ) async throws(ReplicaError) -> Value {
        let outcome: Result<Value, ReplicaError> = await withCheckedContinuation { continuation in
            jobs.append { loop in
                continuation.resume(
                    returning: loop.flatMap { loop in
                        do throws(ReplicaError) { return .success(try body(loop)) } catch { return .failure(error) }
                    })
            }
        }
        return try outcome.get()
    }

    /// Ends the thread after the round that it executes, and waits for that.
    func stop() async {
        jobs.close()
        await end.wait()
    }

    /// Guests recurse, and so does the digest of deep trees.
    private static let stackSize = 16 << 20
}

/// The end of a thread, that any number of tasks can wait for.
private final class PendingEnd: Sendable {
    private struct State {
        var isOver = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    func signal() {
        let waiting = state.withLock { state in
            state.isOver = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    func wait() async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if !state.isOver { state.waiting.append(continuation) }
                return state.isOver
            }
            if isOver { continuation.resume() }
        }
    }
}
