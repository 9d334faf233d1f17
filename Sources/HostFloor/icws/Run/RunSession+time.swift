import CanisterExecution

extension RunSession {
    /// Lets time pass, from timer to timer where clients answer on the way, so that nothing is missed.
    func advance(_ nanoseconds: UInt64, areAnswered: Bool) throws {
        let end = canister.time + nanoseconds
        while areAnswered, let next = canister.subnet.nextTimer, next <= end {
            try pass(next - min(next, canister.time))
            try relay(isAnswering: true)
        }
        try pass(end - canister.time)
    }

    private func pass(_ nanoseconds: UInt64) throws {
        let executions = canister.passTime(nanoseconds)
        count(executions)
        if let trap = executions.compactMap(\.trap).first { throw RunFailure(trap, "a timer trapped: ") }
        if let next = canister.subnet.nextTimer, next <= canister.time {
            throw RunFailure(message: "a timer of the canister becomes due again and again without end")
        }
    }
}
