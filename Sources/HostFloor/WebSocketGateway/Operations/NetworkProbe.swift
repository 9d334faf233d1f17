import Logging
import Synchronization

/// Knows whether the network answers: asks it from time to time.
final class NetworkProbe: Sendable {
    private let interval: Duration
    private let ask: @Sendable () async -> Bool
    private let log: Logger
    private let reachable = Atomic(false)

    init(interval: Duration, log: Logger, ask: @escaping @Sendable () async -> Bool) {
        self.interval = interval
        self.log = log
        self.ask = ask
    }

    /// What the last answer was.
    var isReachable: Bool { reachable.load(ordering: .relaxed) }

    /// Asks once.
    func refresh() async {
        let isReachable = await ask()
        guard reachable.exchange(isReachable, ordering: .relaxed) != isReachable else { return }
        if isReachable { log.notice("the network answers") } else { log.warning("the network does not answer") }
    }

    /// Asks until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            await refresh()
            guard (try? await Task.sleep(for: interval)) != nil else { return }
        }
    }
}
