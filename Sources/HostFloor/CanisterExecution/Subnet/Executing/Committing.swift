import Candid

extension Subnet {
    /// Makes what an execution did last: heap, stable memory, effects, and the calls that it made for a context.
    func commit(_ execution: Execution, of canister: HostedCanister, for context: CallContext?) {
        canister.guest?.commit()
        canister.stableMemory.commit()
        canister.version += 1
        canister.cycles = execution.effects.cycles
        if let data = execution.effects.certifiedData { canister.certifiedData = data }
        if let timer = execution.effects.globalTimer { canister.globalTimer = timer }
        guard let context else { return }
        context.cyclesAvailable = execution.effects.cyclesAvailable
        for call in execution.effects.outgoingCalls { send(call, of: canister, for: context) }
        if let response = execution.effects.response { respond(response, for: context) }
    }

    /// Undoes what an execution did to the heap and to the stable memory.
    func rollBack(_ canister: HostedCanister) {
        canister.guest?.rollBack()
        canister.stableMemory.rollBack()
    }

    private func send(_ call: PerformedCall, of canister: HostedCanister, for context: CallContext) {
        let deadline = call.timeout.map { time.addingClamped(UInt64($0) * 1_000_000_000) } ?? 0
        let number = canister.keep(
            Callback(
                context: context, callee: call.callee, onReply: call.onReply, onReject: call.onReject,
                onCleanup: call.onCleanup, deadline: deadline))
        enqueue(
            Request(
                origin: .canister(canister.id, callback: number), caller: canister.id, callee: call.callee,
                methodName: call.methodName, argument: call.argument, cycles: call.cycles, deadline: deadline))
    }

    /// Gives the response that a context owes. The cycles that nobody accepted go back with it.
    func respond(_ result: CallResult, for context: CallContext) {
        guard context.needsResponse, case .request(let origin) = context.origin else { return }
        context.needsResponse = false
        let refund = context.cyclesAvailable
        context.cyclesAvailable = 0
        deliver(result, to: origin, refund: refund)
    }

    /// Brings a response on its way.
    func deliver(_ result: CallResult, to origin: RequestOrigin, refund: UInt128) {
        switch origin {
        case .user(let id):
            if let onResult { onResult(id, result) } else { keep(result, of: id) }
        case .canister(let id, let number):
            guard let canister = canisters[id] else { return }
            guard canister.callbacks[number]?.isAnswered == false else {
                // Too late: the caller has stopped to wait.
                canister.cycles.addClamped(refund)
                return
            }
            canister.markAnswered(number)
            enqueue(ResponseMessage(canister: id, callback: number, result: result, refund: refund))
        }
    }

    /// After an execution for a context: answers for a canister that can no longer answer, and closes what is done.
    ///
    /// - Parameter trap: what the execution ended with, if it trapped.
    func settle(_ context: CallContext, of canister: HostedCanister, after trap: Trap?) {
        guard context.outstandingCalls == 0 else { return }
        if context.needsResponse {
            respond(.reject(trap.map { Reject($0, in: canister.id) } ?? didNotReply(canister)), for: context)
        }
        canister.close(context)
        finishStoppingIfDone(canister)
    }

    func didNotReply(_ canister: HostedCanister) -> Reject {
        Reject(.canisterDidNotReply, "Canister \(canister.id.text) did not reply to the call")
    }
}
