import Candid

/// A `canister_composite_query` with its callbacks (interface specification, "Query call").
///
/// The calls that the method made are evaluated one after the other, each with its callback, in the order in which they
/// were made, until there is a response. What the method changed stays for its callbacks, and goes when the query ends.
struct CompositeQuery {
    private let entryPoint: EntryPointName
    private let canister: HostedCanister
    private let caller: Principal
    private var calls = FirstInFirstOut<PerformedCall>()
    private var usedInstructions: UInt64 = 0

    init(_ entryPoint: EntryPointName, of canister: HostedCanister, caller: Principal) {
        self.entryPoint = entryPoint
        self.canister = canister
        self.caller = caller
    }

    /// Evaluates the query.
    ///
    /// - Throws: the trap of the method, or of a callback that no cleanup callback cleaned up after. What else was
    ///   called is not evaluated then.
    mutating func evaluate(
        _ message: MessageFacts, in evaluation: inout QueryEvaluation
    ) throws(Reject) -> CallResult {
        if let response = try finish(
            evaluation.run(.entryPoint(entryPoint), of: canister, in: .compositeQuery, message, entryPoint))
        {
            return response
        }
        // A trap that was cleaned up after is told of where nothing came after it, as an update's is.
        var lastTrap: Reject?
        while let call = calls.popFirst() {
            let answer = evaluation.evaluate(
                call.callee, call.methodName, call.argument, from: canister.id, isAskedByUser: false)
            lastTrap = nil
            do throws(Reject) {
                if let response = try callBack(call, with: answer, in: &evaluation) { return response }
            } catch {
                lastTrap = error
                try cleanUp(after: call, answer, error, in: &evaluation)
            }
        }
        return .reject(lastTrap ?? evaluation.didNotReply(canister))
    }

    /// Runs the callback for an answer.
    private mutating func callBack(
        _ call: PerformedCall, with answer: CallResult, in evaluation: inout QueryEvaluation
    ) throws(Reject) -> CallResult? {
        if call.onCleanup != nil {
            canister.guest?.setSavepoint()
            canister.stableMemory.setSavepoint()
        }
        var message = self.message
        switch answer {
        case .reply(let bytes):
            message.argument = bytes
            return try finish(
                evaluation.run(
                    call.onReply.activation, of: canister, in: .compositeReplyCallback, message, entryPoint))
        case .reject(let reject):
            message.rejectCode = reject.code.rawValue
            message.rejectMessage = [UInt8](reject.message.utf8)
            return try finish(
                evaluation.run(
                    call.onReject.activation, of: canister, in: .compositeRejectCallback, message, entryPoint))
        }
    }

    /// Runs the cleanup callback from the state before the callback that trapped; what it changes stays for the
    /// callbacks to come.
    ///
    /// - Throws: the callback's trap, where there is no cleanup callback or that one traps too.
    private mutating func cleanUp(
        after call: PerformedCall, _ answer: CallResult, _ trap: Reject, in evaluation: inout QueryEvaluation
    ) throws(Reject) {
        guard let cleanup = call.onCleanup, let guest = canister.guest else { throw trap }
        canister.stableMemory.rollBackToSavepoint()
        do throws(Trap) { try guest.rollBackToSavepoint() } catch { throw trap }
        var message = self.message
        message.rejectCode = answer.reject?.code.rawValue ?? 0
        do throws(Reject) {
            _ = try finish(
                evaluation.run(cleanup.activation, of: canister, in: .compositeCleanup, message, entryPoint))
        } catch {
            throw trap
        }
    }

    /// Takes over what an execution that ended well leaves: its calls, and the response if it gave one.
    private mutating func finish(_ execution: Execution) -> CallResult? {
        usedInstructions += execution.usedInstructions
        for call in execution.effects.outgoingCalls { calls.append(call) }
        return execution.effects.response
    }

    /// What every callback may know.
    private var message: MessageFacts {
        var message = MessageFacts()
        message.caller = caller
        message.needsResponse = true
        message.earlierInstructions = usedInstructions
        return message
    }
}
