import Dispatch
import ICProtocol

/// What the execution thread does: pieces of work for others, and rounds when they are due.
///
/// It belongs to that thread; others reach it through the ``JobQueue``.
final class ReplicaLoop {
    let core: ReplicaCore
    let published: PublishedState
    let clock: ReplicaClock
    private let jobs: JobQueue<ReplicaLoop>
    private let pace: RoundPace

    /// Who waits for the end of a call.
    var waiting: [RequestID: [PendingResult]] = [:]

    /// Why nothing can be executed any more.
    private(set) var failure: RoundStoreError?

    init(core: ReplicaCore, published: PublishedState, clock: ReplicaClock, jobs: JobQueue<ReplicaLoop>, pace: RoundPace) {
        self.core = core
        self.published = published
        self.clock = clock
        self.jobs = jobs
        self.pace = pace
    }

    /// Runs until the queue is closed.
    func run() {
        var state = RoundPace.State(now: pace.now)
        while let work = jobs.take(atMost: Self.jobsBetweenRounds, until: deadline(state)) {
            for job in work { job(failure.map { .failure(.store($0)) } ?? .success(self)) }
            let now = pace.now
            guard failure == nil, pace.isDue(state, core: core, clock: clock, now: now) else { continue }
            // Where time is told, heartbeats run when it is.
            let beats = clock.mode == .clock && pace.beats(state, now: now)
            state.note(round: now, beats: beats)
            do throws(RoundStoreError) { try executeRound(beats: beats) } catch { fail(error) }
        }
        release(.stopped)
        core.store.close()
    }

    /// Tells those who wait for the end of a call that it will not come.
    func release(_ error: ReplicaError) {
        for promise in waiting.values.joined() { promise.fulfil(.failure(error)) }
        waiting = [:]
    }

    /// Executes one round at the clock's time, and tells those who wait.
    func executeRound(beats: Bool) throws(RoundStoreError) {
        let outcome = try core.executeRound(at: clock.now, beats: beats)
        publish(outcome.requests)
        for id in outcome.ended {
            for promise in waiting.removeValue(forKey: id) ?? [] { promise.fulfil(.success(core.certified)) }
        }
    }

    /// Lets all threads see the state that was certified last.
    func publish(_ requests: [RequestID: IngressHistory.Entry?]) {
        published.publish(core.certified, canisters: core.certifiedTree.canisters, requests: requests)
    }

    /// After this nothing is executed: what is in memory is not what is stored.
    func fail(_ error: RoundStoreError) {
        failure = error
        published.fail(error)
        release(.store(error))
    }

    private func deadline(_ state: RoundPace.State) -> DispatchTime {
        failure == nil ? pace.deadline(state, core: core, clock: clock) : .distantFuture
    }

    /// So that many requests do not keep rounds away.
    private static let jobsBetweenRounds = 200
}
