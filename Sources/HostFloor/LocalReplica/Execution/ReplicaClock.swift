import Foundation
import Synchronization

/// How the time of a replica moves.
public enum ReplicaTime: Hashable, Sendable {
    /// With the machine's clock.
    case clock
    /// Only when it is told, from a time on, in nanoseconds since 1970. Messages are executed as they come, unless
    /// `executesAtOnce` is `false`: then they wait for ``LocalReplica/tick()`` or ``LocalReplica/advanceTime(by:)``.
    case told(from: UInt64, executesAtOnce: Bool = true)
}

/// The time by which requests are judged.
final class ReplicaClock: Sendable {
    let mode: ReplicaTime
    private let told: Mutex<UInt64>

    init(_ mode: ReplicaTime) {
        self.mode = mode
        if case .told(let time, _) = mode { told = Mutex(time) } else { told = Mutex(0) }
    }

    /// Nanoseconds since 1970.
    var now: UInt64 {
        switch mode {
        // A replica's time never goes back, also where the machine's did since.
        case .clock: max(Self.machineTime, told.withLock { $0 })
        case .told: told.withLock { $0 }
        }
    }

    /// Sets the time where it is told, and otherwise the earliest time that is shown.
    func set(_ time: UInt64) { told.withLock { $0 = max($0, time) } }

    private static var machineTime: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return UInt64(clamping: time.tv_sec) * 1_000_000_000 + UInt64(clamping: time.tv_nsec)
    }
}
