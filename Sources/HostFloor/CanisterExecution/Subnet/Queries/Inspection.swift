import Candid

extension Subnet {
    /// Decides whether a call by a user would be taken: the canister is there, has code, takes calls, and its
    /// `canister_inspect_message`, if it has one, accepts.
    ///
    /// - Throws: why not.
    public func inspect(
        _ callee: Principal, _ method: String, _ argument: [UInt8], from caller: Principal
    ) throws(Reject) {
        if isHostCanister(callee) { return }
        let canister = try runningCanister(callee)
        guard canister.guest?.entryPoints.contains(.inspectMessage) == true else { return }
        var message = MessageFacts()
        message.argument = argument
        message.caller = caller
        message.methodName = [UInt8](method.utf8)
        let (execution, trap) = run(
            .entryPoint(.inspectMessage), of: canister, in: .inspectMessage, message: message,
            entryPoint: .inspectMessage)
        rollBack(canister)
        if let trap { throw Reject(trap, in: callee) }
        guard execution.effects.acceptedMessage else {
            throw Reject(.canisterRejectedMessage, "Canister \(callee.text) rejected the message")
        }
    }
}
