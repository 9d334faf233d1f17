import Foundation

/// Threads that answer queries or inspect calls, beside the one that executes updates. What runs on them can take
/// seconds, and needs the stack of a guest: so they are none of the pool that tasks share.
final class WorkerThreads: Sendable {
    private let jobs: JobQueue<Void>
    private let ends: [PendingEnd]

    /// Starts threads.
    ///
    /// - Parameter name: what each is called, with a number behind it.
    init(_ name: String, count: Int, limits: ReplicaLimits) {
        let jobs = JobQueue<Void>(limit: limits.waitingJobs)
        self.jobs = jobs
        ends = (1...max(count, 1)).map { number in
            let end = PendingEnd()
            let thread = Thread {
                while let work = jobs.take(atMost: 1, until: .distantFuture) {
                    for job in work { job(.success(())) }
                }
                end.signal()
            }
            thread.name = "\(name) \(number)"
            thread.stackSize = Self.stackSize
            thread.start()
            return end
        }
    }

    /// Does something on one of the threads.
    func perform<Value: Sendable>(
        _ body: @escaping @Sendable () throws(ReplicaError) -> Value
    ) async throws(ReplicaError) -> Value {
        try await jobs.perform { (_: Void) throws(ReplicaError) in try body() }
    }

    /// Ends the threads after what they do now.
    func stop() async {
        jobs.close()
        for end in ends { await end.wait() }
    }

    /// Bytes: guests recurse, and so does the digest of deep trees.
    static let stackSize = 16 << 20
}
