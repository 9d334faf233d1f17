import Candid

extension Subnet {
    /// Asks a query, as a user does of one node: of a `canister_query`, or of a `canister_composite_query` with all
    /// that it asks of others. Nothing that it changes is kept.
    public func query(
        _ callee: Principal, _ method: String, _ argument: [UInt8], from caller: Principal
    ) -> CallOutcome {
        let (result, executions) = recording {
            var evaluation = QueryEvaluation(on: self)
            return evaluation.evaluate(
                callee, [UInt8](method.utf8), argument, from: caller, isAskedByUser: true)
        }
        return CallOutcome(result: result, executions: executions)
    }

    /// Runs a query as the transform function of an HTTP outcall.
    public func transform(_ callee: Principal, _ method: String, _ argument: [UInt8]) -> CallOutcome {
        let (result, executions) = recording { () -> CallResult in
            do throws(Reject) {
                let canister = try runningCanister(callee)
                let entryPoint = EntryPointName.query([UInt8](method.utf8))
                guard canister.guest?.entryPoints.contains(entryPoint) == true else {
                    throw Reject(Trap(.methodNotFound, "Canister has no query method '\(method)'."), in: callee)
                }
                var message = MessageFacts()
                message.argument = argument
                message.needsResponse = true
                let (execution, trap) = run(
                    .entryPoint(entryPoint), of: canister, in: .transformQuery, message: message,
                    entryPoint: entryPoint)
                rollBack(canister)
                if let trap { throw Reject(trap, in: callee) }
                return execution.effects.response ?? .reject(didNotReply(canister))
            } catch {
                return .reject(error)
            }
        }
        return CallOutcome(result: result, executions: executions)
    }
}
