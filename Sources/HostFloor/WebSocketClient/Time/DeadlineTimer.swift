/// Calls back when a deadline is reached, once, unless it is moved before.
struct DeadlineTimer: Sendable {
    private var armed: (deadline: UInt64, task: Task<Void, Never>)?

    /// Moves the deadline.
    ///
    /// - Parameters:
    ///   - deadline: on the clock that only goes on; `nil` for none. The one that is set already stays as it is.
    ///   - reached: is called on another task.
    mutating func set(_ deadline: UInt64?, by clock: any ClientClock, _ reached: @escaping @Sendable () -> Void) {
        guard armed?.deadline != deadline else { return }
        armed?.task.cancel()
        armed = deadline.map { deadline in
            let task = Task {
                while clock.now.uptime < deadline {
                    do { try await clock.sleep(untilUptime: deadline) } catch { return }
                }
                // It may have been moved in the last moment; who is called looks at the time anyway.
                reached()
            }
            return (deadline, task)
        }
    }
}
