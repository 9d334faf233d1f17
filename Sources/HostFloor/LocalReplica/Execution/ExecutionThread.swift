import Foundation

/// The thread that a replica executes on. It has the stack that guests need, and what runs on it can take long: so it is
/// none of the pool that tasks share.
final class ExecutionThread: Sendable {
    let jobs: JobQueue<ReplicaLoop>
    private let end = PendingEnd()

    init(limits: ReplicaLimits) {
        jobs = JobQueue(limit: limits.waitingJobs)
    }

    /// Starts the thread.
    ///
    /// - Parameter prepare: makes the loop, on the thread.
    /// - Returns: what is published of its state.
    func start(
        _ prepare: @escaping @Sendable (JobQueue<ReplicaLoop>) throws(ReplicaError) -> ReplicaLoop
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
            thread.stackSize = WorkerThreads.stackSize
            thread.start()
        }
        return try started.get()
    }

    /// Does something on the thread, between rounds.
    func perform<Value: Sendable>(
        _ body: @escaping @Sendable (ReplicaLoop) throws(ReplicaError) -> Value
    ) async throws(ReplicaError) -> Value {
        try await jobs.perform(body)
    }

    /// Ends the thread after the round that it executes, and waits for that.
    func stop() async {
        jobs.close()
        await end.wait()
    }
}
