import Dispatch
import Synchronization

/// Work for the execution thread, from any thread. Bounded.
final class JobQueue: Sendable {
    /// A piece of work. It runs on the execution thread, or gets the reason why it never will.
    typealias Job = @Sendable (Result<ReplicaLoop, ReplicaError>) -> Void

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
            if contents.jobs.count == 1 { arrival.signal() }
            return nil
        }
        if let refusal { job(.failure(refusal)) }
    }

    /// Takes work, and waits for some until a deadline.
    ///
    /// - Returns: `nil` when the queue was closed.
    func take(atMost count: Int, until deadline: DispatchTime) -> [Job]? {
        if contents.withLock({ $0.jobs.isEmpty && !$0.isClosed }) { _ = arrival.wait(timeout: deadline) }
        return contents.withLock { contents in
            if contents.isClosed { return nil }
            var taken: [Job] = []
            while taken.count < count, let job = contents.jobs.popFirst() { taken.append(job) }
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
