import Candid

extension Subnet {
    /// Executes the callback that a response is for, and the cleanup callback where that one traps.
    func execute(_ response: ResponseMessage) {
        guard let canister = canisters[response.canister] else { return }
        canister.cycles.addClamped(response.refund)
        guard let callback = canister.takeCallback(response.callback) else { return }
        let context = callback.context
        guard !context.isDeleted, canister.guest != nil else {
            return settle(context, of: canister, after: nil)
        }
        let trap = run(callback, with: response, of: canister)
        if trap != nil, let cleanup = callback.onCleanup { run(cleanup, after: response, for: context, of: canister) }
        settle(context, of: canister, after: trap)
    }

    private func run(_ callback: Callback, with response: ResponseMessage, of canister: HostedCanister) -> Trap? {
        let context = callback.context
        var message = context.message
        message.cyclesRefunded = response.refund
        let closure: CallbackClosure
        let mode: ExecutionContext
        switch response.result {
        case .reply(let bytes):
            message.argument = bytes
            (closure, mode) = (callback.onReply, .replyCallback)
        case .reject(let reject):
            message.rejectCode = reject.code.rawValue
            message.rejectMessage = [UInt8](reject.message.utf8)
            (closure, mode) = (callback.onReject, .rejectCallback)
        }
        let (execution, trap) = run(
            closure.activation, of: canister, in: mode, message: message, entryPoint: context.entryPoint)
        context.instructions += execution.usedInstructions
        if trap == nil { commit(execution, of: canister, for: context) } else { rollBack(canister) }
        return trap
    }

    private func run(
        _ cleanup: CallbackClosure, after response: ResponseMessage, for context: CallContext,
        of canister: HostedCanister
    ) {
        var message = context.message
        message.rejectCode = response.result.reject?.code.rawValue ?? 0
        let (execution, trap) = run(
            cleanup.activation, of: canister, in: .cleanup, message: message, entryPoint: context.entryPoint)
        context.instructions += execution.usedInstructions
        if trap == nil { commit(execution, of: canister, for: context) } else { rollBack(canister) }
    }
}
