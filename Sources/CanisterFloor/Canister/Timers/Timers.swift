import Candid
import BalancedTrees
import SystemAPI

/// Any number of one-shot and periodic timers over the canister's one global timer.
///
/// Each timer runs in a call of the canister to itself: if one traps, its own changes are discarded and no other
/// timer is stopped. Two entry points of the canister lead here: `canister_global_timer` to ``globalTimer()`` and
/// the update method ``method`` to ``runTimer()``.
///
/// An upgrade ends all timers; set them again in `canister_post_upgrade`.
public final class Timers {
    /// The update method through which the canister calls itself to run a timer.
    public static let method: StaticString = "<swift-canister> run_timer"

    /// At most so many timers start in one run of the global timer; the rest follow in the next. The system lets
    /// 500 calls wait between two canisters.
    static let startsInOneRun = 200

    /// How long to wait before another try where a timer could not be started.
    static let retryDelay = TimeSpan.seconds(1)

    private var queue = SortedMap<DueTime, Timer>()
    private var timers = SortedMap<UInt64, Timer>()
    /// Never behind the time, so that no number from before an upgrade is given again: a call that was under way then
    /// finds no timer.
    private var lastNumber: UInt64 = 0
    /// What the global timer is set to; 0 where it is not.
    private var armed: UInt64 = 0

    /// No timers.
    public init() {}

    /// Names a timer, to cancel it.
    public struct ID: Hashable, Sendable {
        let number: UInt64
    }

    /// The time to run lies beyond 64 bits of nanoseconds since 1970.
    public struct BeyondTime: Error, Sendable {}

    /// Runs a closure once.
    ///
    /// - Parameters:
    ///   - delay: counted from the time of the message at hand; 0 means in a message of its own, soon.
    ///   - onTrap: runs, in a message of its own, if the body trapped and so left no trace.
    @discardableResult
    public func schedule(
        after delay: TimeSpan, onTrap: (() -> Void)? = nil, _ body: @escaping () -> Void
    ) throws(BeyondTime) -> ID {
        schedule(at: try time(after: delay), onTrap: onTrap, body)
    }

    /// Runs a closure again and again, for the first time after one interval. A run that traps does not end it.
    @discardableResult
    public func schedule(every interval: TimeSpan, _ body: @escaping () -> Void) throws(BeyondTime) -> ID {
        schedule(at: try time(after: interval), every: interval, body)
    }

    /// Runs a closure at a time, and again after every interval if there is one: to set timers again after an upgrade.
    ///
    /// - Parameters:
    ///   - time: of the first run, in nanoseconds since 1970. One that has passed means soon; timers with an earlier
    ///     time still go first.
    ///   - onTrap: runs, in a message of its own, after a run trapped.
    @discardableResult
    public func schedule(
        at time: UInt64, every interval: TimeSpan? = nil, onTrap: (() -> Void)? = nil, _ body: @escaping () -> Void
    ) -> ID {
        lastNumber = max(lastNumber, IC.time) + 1
        let timer = Timer(
            due: DueTime(time: time, number: lastNumber), interval: interval?.nanoseconds, onTrap: onTrap, body: body)
        timers.insert(timer, for: lastNumber)
        queue.insert(timer, for: timer.due)
        arm()
        return ID(number: lastNumber)
    }

    /// When a timer runs next, in nanoseconds since 1970, or when it started if it is running; nil after it ended.
    public func dueTime(of id: ID) -> UInt64? {
        timers[id.number]?.due.time
    }

    /// Ends a timer. One that ended before is left alone.
    public func cancel(_ id: ID) {
        guard let timer = timers.remove(id.number) else { return }
        queue.remove(timer.due)
        arm()
    }

    /// The number of timers that are set, running ones included.
    public var count: Int { timers.count }

    private func time(after delay: TimeSpan) throws(BeyondTime) -> UInt64 {
        let (time, overflow) = IC.time.addingReportingOverflow(delay.nanoseconds)
        guard !overflow else { throw BeyondTime() }
        return time
    }

    /// Sets the global timer to the next due time, if it is not set to that already.
    ///
    /// - Parameter earliest: not before this time.
    private func arm(notBefore earliest: UInt64 = 0) {
        let next = queue.first.map { max($0.key.time, earliest) } ?? 0
        // One that is set to the past has fired: if that run trapped, it left no trace here.
        guard next != armed || next > 0 && next <= IC.time else { return }
        armed = next
        _ = ic0_global_timer_set(next)
    }
}

// MARK: - Entry points

extension Timers {
    /// `canister_global_timer`: starts what is due.
    public func globalTimer() {
        // The system has set its timer to "none" before it called.
        armed = 0
        let now = IC.time
        var started = 0
        while started < Self.startsInOneRun, let timer = queue.first?.value, timer.due.time <= now {
            guard start(timer, now: now) else { return arm(notBefore: now + Self.retryDelay.nanoseconds) }
            queue.remove(timer.due)
            started += 1
        }
        arm()
    }

    /// The update method ``method``: runs the timer whose number is the argument. Only the canister itself may call it.
    public func runTimer() {
        IC.run { () throws(EntryPointFailure) in
            guard IncomingCall.caller == IC.canisterID else {
                throw .trap("only the canister itself runs its timers")
            }
            let argument = IncomingCall.argument
            guard argument.count == 8 else { throw .trap("expected the 8 bytes of a timer's number") }
            let number = argument.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
            // One that was cancelled after it was started is gone, and that is all right.
            if let timer = timers[number] { timer.body() }
            IncomingCall.replyEmpty()
        }
    }

    /// Sends the call that runs a timer.
    ///
    /// - Returns: whether it could be sent.
    private func start(_ timer: Timer, now: UInt64) -> Bool {
        let number = timer.due.number
        do throws(OutgoingCall.NotSent) {
            let argument = withUnsafeBytes(of: number) { Array($0) }
            try OutgoingCall(to: IC.canisterID, method: Self.method)
                .send(
                    argument,
                    onReply: { _ in self.finish(number, startedAt: now) },
                    onReject: { rejection in self.fail(number, rejection, startedAt: now) },
                    onCleanup: { self.finish(number, startedAt: now) })
            return true
        } catch {
            return false
        }
    }

    /// A run is over, well or not: a periodic timer gets its next due time, a one-shot timer is gone.
    private func finish(_ number: UInt64, startedAt: UInt64) {
        guard let timer = timers[number] else { return }
        if let interval = timer.interval {
            queueAgain(timer, at: startedAt, after: interval)
        } else {
            timers.remove(number)
        }
        arm()
    }

    /// A run trapped, or did not come about.
    private func fail(_ number: UInt64, _ rejection: CallRejection, startedAt: UInt64) {
        guard let timer = timers[number] else { return }
        // The system had no room for the call, or the canister is being stopped and takes none.
        if rejection.code == CallRejection.systemTransient || IC.status != .running {
            queueAgain(timer, at: IC.time, after: Self.retryDelay.nanoseconds)
            arm()
        } else {
            finish(number, startedAt: startedAt)
            timer.onTrap?()
        }
    }

    private func queueAgain(_ timer: Timer, at time: UInt64, after delay: UInt64) {
        let (time, overflow) = time.addingReportingOverflow(delay)
        guard !overflow else {
            timers.remove(timer.due.number)
            return
        }
        timer.due = DueTime(time: time, number: timer.due.number)
        queue.insert(timer, for: timer.due)
    }
}
