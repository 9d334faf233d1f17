import Foundation
import LocalReplica

/// Lets the time of an instance go on with the machine's clock, and executes rounds.
actor AutoProgress {
    private let replica: LocalReplica
    private var running: Task<Void, Never>?

    init(_ replica: LocalReplica) { self.replica = replica }

    var isOn: Bool { running != nil }

    /// Begins; the time is that of the machine's clock then, unless it is ahead already.
    ///
    /// - Parameter delay: milliseconds between rounds; 100 are the least, and 60,000 the most.
    func start(delay: UInt64?) async throws(PocketICRefusal) {
        guard running == nil else { throw .badRequest("The instance is in auto progress mode already.") }
        let pause = Duration.milliseconds(min(max(delay ?? 0, Self.shortestPause), Self.longestPause))
        running = Task { [weak self, replica = self.replica] in
            await Self.run(replica, pause: pause)
            await self?.noteEnd()
        }
    }

    /// Ends, after the round that is being executed.
    func stop() async {
        guard let task = running else { return }
        task.cancel()
        await task.value
    }

    /// Notes that what was begun has ended: by ``stop()``, or because the replica executes nothing any more. It cannot be
    /// begun anew before.
    private func noteEnd() { running = nil }

    private static func run(_ replica: LocalReplica, pause: Duration) async {
        let machineTime = UInt64(max(Date().timeIntervalSince1970, 0) * 1_000) * 1_000_000
        var time = max(machineTime, replica.currentTime)
        var last = ContinuousClock.now
        while !Task.isCancelled {
            do throws(ReplicaError) {
                // A client may have set the time since.
                time = max(time, replica.currentTime)
                try await replica.setTime(time)
                try await replica.executeRound()
            } catch {
                switch error {
                // What passes: another client was faster, or much work waits.
                case .timeInPast, .overloaded: break
                default: return
                }
            }
            try? await Task.sleep(for: pause)
            let now = ContinuousClock.now
            let (sum, overflow) = time.addingReportingOverflow(nanoseconds(of: now - last))
            time = overflow ? .max : sum
            last = now
        }
    }

    private static func nanoseconds(of duration: Duration) -> UInt64 {
        let (seconds, attoseconds) = duration.components
        return UInt64(clamping: seconds) * 1_000_000_000 + UInt64(clamping: attoseconds / 1_000_000_000)
    }

    private static let shortestPause: UInt64 = 100
    private static let longestPause: UInt64 = 60_000
}
