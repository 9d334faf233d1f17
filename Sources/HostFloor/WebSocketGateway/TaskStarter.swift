/// Starts what runs beside its starter.
struct TaskStarter: Sendable {
    /// Where tasks run; `nil` for the process's own threads. Tests choose one that runs them in an order that stays.
    var executor: (any TaskExecutor)?

    @discardableResult
    func start(_ body: @escaping @Sendable () async -> Void) -> Task<Void, Never> {
        Task(executorPreference: executor, operation: body)
    }
}
