import Candid
import ICAgent
import Logging
import Synchronization
import WebSocketProtocol

/// Closes connections at canisters: some at a time, each until it is done or tried often enough. A canister that does
/// not answer takes its own share of the calls, and keeps nobody else waiting.
final class CanisterCloser: Sendable {
    private let environment: GatewayEnvironment
    private let state: Mutex<State>

    private struct State {
        /// Those that wait or are under way.
        var lanes: CanisterLanes<Job>
        /// These, and those that pause between tries.
        var jobCount = 0
        var jobCounts: [Principal: Int] = [:]
    }

    private struct Job: Sendable {
        let subject: EnvelopeCheck.Subject
        var tries = 0
        var pauses: GrowingPause
        let done: @Sendable () -> Void
    }

    init(_ environment: GatewayEnvironment) {
        self.environment = environment
        let limits = environment.configuration.closing
        state = Mutex(
            State(
                lanes: CanisterLanes(
                    limit: limits.concurrentCalls, limitPerCanister: limits.concurrentCallsPerCanister)))
    }

    /// How many connections wait to be closed, and how many of the canister that has most of them.
    var figures: (all: Int, mostOfOneCanister: Int) {
        state.withLock { ($0.jobCount, $0.jobCounts.values.max() ?? 0) }
    }

    private var limits: ClosingLimits { environment.configuration.closing }

    /// Closes a connection.
    ///
    /// - Parameter done: called once, when the canister has answered or it was given up.
    func close(_ subject: EnvelopeCheck.Subject, done: @escaping @Sendable () -> Void) {
        let obstacle: GatewayLimit? = state.withLock { state in
            let count = state.jobCounts[subject.canister, default: 0]
            guard state.jobCount < limits.maximumWaiting else { return .closes }
            guard count < limits.maximumWaitingPerCanister else { return .closesPerCanister }
            state.jobCount += 1
            state.jobCounts[subject.canister] = count + 1
            return nil
        }
        if let obstacle {
            environment.metrics.reached(obstacle)
            return giveUp(subject, reason: "too many wait for it already", done)
        }
        enqueue(
            Job(
                subject: subject, pauses: GrowingPause(first: limits.firstPause, longest: limits.longestPause),
                done: done))
    }

    private func enqueue(_ job: Job) {
        let ready: [Job] = state.withLock { state in
            state.lanes.add(job, to: job.subject.canister)
            return state.lanes.takeReady()
        }
        start(ready)
    }

    private func start(_ jobs: [Job]) {
        for job in jobs {
            environment.tasks.start { [self] in
                await run(job)
                let ready: [Job] = state.withLock { state in
                    state.lanes.ended(at: job.subject.canister)
                    return state.lanes.takeReady()
                }
                start(ready)
            }
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
                forget(job)
                return giveUp(job.subject, reason: error.reason, job.done)
            }
            retry(job)
        }
    }

    private func end(_ job: Job) {
        forget(job)
        job.done()
    }

    private func forget(_ job: Job) {
        state.withLock { state in
            state.jobCount -= 1
            let count = state.jobCounts[job.subject.canister, default: 1]
            state.jobCounts[job.subject.canister] = count > 1 ? count - 1 : nil
        }
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
