import Candid
import ICAgent
import Logging
import Synchronization
import WebSocketProtocol

/// Closes connections at canisters: some at a time, each until it is done or tried often enough.
final class CanisterCloser: Sendable {
    private let environment: GatewayEnvironment
    private let state = Mutex(State())

    private struct State {
        var waiting = FirstInFirstOut<Job>()
        /// Those that wait, are under way, or pause between tries.
        var jobCount = 0
        var workers = 0
    }

    private struct Job: Sendable {
        let subject: EnvelopeCheck.Subject
        var tries = 0
        var pauses: GrowingPause
        let done: @Sendable () -> Void
    }

    init(_ environment: GatewayEnvironment) { self.environment = environment }

    private var limits: ClosingLimits { environment.configuration.closing }

    /// Closes a connection.
    ///
    /// - Parameter done: called once, when the canister has answered or it was given up.
    func close(_ subject: EnvelopeCheck.Subject, done: @escaping @Sendable () -> Void) {
        let isTaken = state.withLock { state in
            guard state.jobCount < limits.maximumWaiting else { return false }
            state.jobCount += 1
            return true
        }
        guard isTaken else { return giveUp(subject, reason: "too many wait for it already", done) }
        enqueue(
            Job(
                subject: subject, pauses: GrowingPause(first: limits.firstPause, longest: limits.longestPause),
                done: done))
    }

    private func enqueue(_ job: Job) {
        let needsWorker = state.withLock { state in
            state.waiting.append(job)
            guard state.workers < max(limits.concurrentCalls, 1) else { return false }
            state.workers += 1
            return true
        }
        if needsWorker { environment.tasks.start { [self] in await work() } }
    }

    private func work() async {
        while let job = nextJob() { await run(job) }
    }

    private func nextJob() -> Job? {
        state.withLock { state in
            let job = state.waiting.popFirst()
            if job == nil { state.workers -= 1 }
            return job
        }
    }

    private func run(_ job: Job) async {
        do throws(NetworkFailure) {
            // An error says that the canister does not have the connection: it is gone all the same.
            _ = try await environment.network.close(job.subject.client, at: job.subject.canister)
            end(job)
        } catch {
            var job = job
            job.tries += 1
            guard error.isTransient, job.tries < limits.maximumTries else {
                state.withLock { $0.jobCount -= 1 }
                return giveUp(job.subject, reason: error.reason, job.done)
            }
            retry(job)
        }
    }

    private func end(_ job: Job) {
        state.withLock { $0.jobCount -= 1 }
        job.done()
    }

    /// The pause is nobody's time: others are closed meanwhile.
    private func retry(_ job: Job) {
        var job = job
        let pause = job.pauses.next()
        environment.tasks.start { [self, job] in
            try? await environment.clock.sleep(for: pause)
            enqueue(job)
        }
    }

    private func giveUp(_ subject: EnvelopeCheck.Subject, reason: String, _ done: @Sendable () -> Void) {
        environment.metrics.failedCloses.increment()
        environment.log.warning(
            "a connection could not be closed at its canister",
            metadata: [
                "client": "\(Text { subject.client.writeText(into: &$0) })", "canister": "\(subject.canister.text)",
                "reason": "\(reason)",
            ])
        done()
    }
}
