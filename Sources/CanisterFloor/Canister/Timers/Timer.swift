/// When a timer is due; its number sets apart those that are due at once, the older first.
struct DueTime: Comparable {
    let time: UInt64
    let number: UInt64

    static func < (left: DueTime, right: DueTime) -> Bool {
        left.time != right.time ? left.time < right.time : left.number < right.number
    }
}

/// One timer.
final class Timer {
    var due: DueTime
    /// Nanoseconds between two runs; nil for a timer that runs once.
    let interval: UInt64?
    /// Runs, in a message of its own, after a run of the body trapped.
    let onTrap: (() -> Void)?
    let body: () -> Void

    init(due: DueTime, interval: UInt64?, onTrap: (() -> Void)?, body: @escaping () -> Void) {
        self.due = due
        self.interval = interval
        self.onTrap = onTrap
        self.body = body
    }
}
