import Foundation

/// Threads for what blocks, such as other programs that a test waits for: the threads of Swift's concurrency are as many
/// as the machine has cores, and all other tests would wait for them.
public enum OwnThreads {
    /// Two at a time: what runs there is busy itself.
    private static let queue: OperationQueue = {
        let queue = OperationQueue()
        queue.maxConcurrentOperationCount = 2
        return queue
    }()

    /// Runs something there and waits for it without holding a thread.
    public static func run<Value: Sendable>(
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.addOperation { continuation.resume(with: Result(catching: body)) }
        }
    }
}
