import CanisterExecution
import ICProtocol

extension ReplicaCore {
    /// What came of a round.
    struct RoundOutcome {
        /// The calls that came to their end.
        var ended: [RequestID]
        /// The requests whose status changed; `nil` for those that are forgotten.
        var requests: [RequestID: IngressHistory.Entry?]
    }

    /// Whether messages or system tasks wait for a round that can execute them. Timers that are set are not looked at.
    var hasWork: Bool {
        !pool.isEmpty || !subnet.isIdle || !systemTasks.isEmpty
    }

    /// Executes one round: system tasks that are due, calls by users, messages between canisters, in this order, as far
    /// as a round goes. Then the state is stored and certified, and only then results may be told.
    ///
    /// - Parameters:
    ///   - now: nanoseconds since 1970; a time before that of the last round counts as that time.
    ///   - beats: whether `canister_heartbeat` runs.
    /// - Throws: what the store failed with. The state in memory is then ahead of what is stored, and must not be used
    ///   any more.
    @discardableResult
    func executeRound(at now: UInt64, beats: Bool = true) throws(RoundStoreError) -> RoundOutcome {
        subnet.advanceTime(to: now)
        history.forget(at: time)
        systemTasks.schedule(on: subnet, beats: beats)
        // Each kind of work has a budget of its own: a canister whose heartbeat takes all there is must not keep away the
        // call that stops it.
        var taskBudget = RoundBudget(limits)
        while taskBudget.isLeft, let task = systemTasks.popFirst() {
            taskBudget.spend(on: subnet) { _ in task.run(on: subnet) }
        }
        inductCalls()
        var budget = RoundBudget(limits)
        while budget.isLeft, !subnet.isIdle {
            budget.spend(on: subnet) { _ in subnet.step() }
        }
        let ended = takeResults()
        return RoundOutcome(ended: ended, requests: try closeRound())
    }

    /// Stores the state as it is now, and then certifies it.
    ///
    /// - Returns: the requests whose status changed; `nil` for those that are forgotten.
    func closeRound() throws(RoundStoreError) -> [RequestID: IngressHistory.Entry?] {
        roundNumber += 1
        let requests = history.takeChanges()
        try commit(requests)
        certifiedTree.show(requests)
        try certify()
        return requests
    }

    private func commit(_ requests: [RequestID: IngressHistory.Entry?]) throws(RoundStoreError) {
        guard store.isKeeping else { return }
        let state: StateChanges
        do throws(CanisterExecution.StateError) { state = try subnet.takeChanges() } catch { throw .state(error) }
        // Of an idle replica only the time moves, and need not be written each second.
        guard !requests.isEmpty || !state.isTimeAlone || time - storedTime >= limits.storedTimeLag else { return }
        storedTime = time
        try store.commit(
            StoredRound(
                number: roundNumber, state: state, requests: requests.map { (id: $0.key, record: $0.value?.record) }))
    }

    /// Hands calls to their canisters. What is too late by now is rejected.
    private func inductCalls() {
        var left = limits.messagesPerRound
        while left > 0, let message = pool.popFirst() {
            left -= 1
            guard let entry = history[message.id] else { continue }
            guard entry.expiry >= time else {
                let reject = Reject(
                    .ingressMessageTimeout, "Ingress message \(message.id) timed out waiting to start executing.")
                history.end(message.id, .rejected(Rejection(reject)), at: time)
                endedEarly.append(message.id)
                continue
            }
            let request = message.request
            // Calls of the management canister are taken in any case: they end what the others wait for.
            guard history.openCalls < limits.openCalls || request.canister == .managementCanister else {
                let reject = Reject(
                    .canisterQueueFull, "\(limits.openCalls) calls wait for canisters that do not answer: try again later.")
                history.end(message.id, .rejected(Rejection(reject)), at: time)
                endedEarly.append(message.id)
                continue
            }
            history.begin(
                message.id,
                as: subnet.submit(request.canister, request.method, request.argument, from: request.terms.sender))
        }
    }

    private func takeResults() -> [RequestID] {
        var ended = endedEarly
        endedEarly = []
        for (call, result) in results {
            if let id = history.end(call, with: result, at: time) { ended.append(id) }
        }
        results = []
        endedCalls += UInt64(ended.count)
        return ended
    }
}

extension StateChanges {
    /// Whether nothing is there but the subnet's time and counters.
    fileprivate var isTimeAlone: Bool {
        !isWhole && removedGroups.isEmpty && removedKeys.isEmpty && records.allSatisfy { $0.key == .subnet }
    }
}

/// What a round may still execute, so that one canister cannot hold up all others for long.
private struct RoundBudget {
    private var messages: Int
    private var instructions: UInt64

    init(_ limits: ReplicaLimits) {
        messages = limits.messagesPerRound
        instructions = limits.instructionsPerRound
    }

    var isLeft: Bool { messages > 0 && instructions > 0 }

    mutating func spend(on subnet: Subnet, _ body: (Subnet) -> Void) {
        let (_, executions) = subnet.recording { body(subnet) }
        messages -= 1
        instructions -= min(instructions, executions.reduce(0) { $0 + $1.instructions + $1.systemInstructions })
    }
}
