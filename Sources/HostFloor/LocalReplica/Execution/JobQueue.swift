import Dispatch
import Synchronization

/// Work for threads of the replica's own, from any thread. Bounded.
///
/// The context is what those threads have, and others must not touch.
final class JobQueue<Context>: Sendable {
    /// A piece of work. It gets the context, or the reason why it never will.
    typealias Job = @Sendable (Result<Context, ReplicaError>) -> Void

    private struct Contents {
        var jobs = Queue<Job>()
        var isClosed = false
    }

    private let limit: Int
    private let contents = Mutex(Contents())
    private let arrival = DispatchSemaphore(value: 0)

    init(limit: Int) { self.limit = limit }

    /// Hands in a piece of work.
    func append(_ job: @escaping Job) {
        let refusal: ReplicaError? = contents.withLock { contents in
            if contents.isClosed { return .stopped }
            guard contents.jobs.count < limit else {
                return .overloaded("\(limit) requests wait for the replica already. Try again later.")
            }
            contents.jobs.append(job)
            arrival.signal()
            return nil
        }
        if let refusal { job(.failure(refusal)) }
    }

    /// Takes work, and waits for some until a deadline.
    ///
    /// - Returns: `nil` when the queue was closed.
    func take(atMost count: Int, until deadline: DispatchTime) -> [Job]? {
        let hasArrived = arrival.wait(timeout: deadline) == .success
        return contents.withLock { contents in
            if contents.isClosed {
                // For the next thread.
                arrival.signal()
                return nil
            }
            var taken: [Job] = []
            while taken.count < count, let job = contents.jobs.popFirst() { taken.append(job) }
            // One signal for each piece: what was taken beyond the first needs none any more.
            for _ in 0..<max(taken.count - (hasArrived ? 1 : 0), 0) { _ = arrival.wait(timeout: .now()) }
            return taken
        }
    }

    /// Takes no more work, and refuses what waits.
    func close() {
        let refused = contents.withLock { contents in
            contents.isClosed = true
            var jobs: [Job] = []
            while let job = contents.jobs.popFirst() { jobs.append(job) }
            return jobs
        }
        arrival.signal()
        for job in refused { job(.failure(.stopped)) }
    }
}

extension JobQueue {
    /// Does something with the context, and waits for what comes of it.
    func perform<Value: Sendable>(
        _ body: @escaping @Sendable (Context) throws(ReplicaError) -> Value
    ) async throws(ReplicaError) -> Value {
        let outcome: Result<Value, ReplicaError> = await withCheckedContinuation { continuation in
            append { context in
                continuation.resume(
                    returning: context.flatMap { context in
                        do throws(ReplicaError) { return .success(try body(context)) } catch { return .failure(error) }
                    })
            }
        }
        return try outcome.get()
    }
}
