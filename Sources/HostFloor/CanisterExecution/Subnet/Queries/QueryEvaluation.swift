import Candid

/// One query with all queries that it asks of other canisters. They share one limit of instructions.
struct QueryEvaluation {
    private let subnet: Subnet
    private var instructionsLeft: UInt64
    /// The canisters whose query waits for the one that is evaluated, the outermost first.
    private var path: [Principal] = []

    init(on subnet: Subnet) {
        self.subnet = subnet
        self.instructionsLeft = subnet.configuration.limits.queryInstructions
    }

    /// Evaluates one query.
    ///
    /// - Parameter isAskedByUser: whether the canister is the target of the user's request, so that it gets a
    ///   certificate of its data.
    mutating func evaluate(
        _ callee: Principal, _ methodName: [UInt8], _ argument: [UInt8], from caller: Principal, isAskedByUser: Bool
    ) -> CallResult {
        do throws(Reject) {
            return try evaluateChecked(callee, methodName, argument, from: caller, isAskedByUser: isAskedByUser)
        } catch {
            return .reject(error)
        }
    }

    private mutating func evaluateChecked(
        _ callee: Principal, _ methodName: [UInt8], _ argument: [UInt8], from caller: Principal, isAskedByUser: Bool
    ) throws(Reject) -> CallResult {
        if subnet.isHostCanister(callee) {
            let method = String(decoding: methodName, as: UTF8.self)
            guard let result = subnet.hostQuery?(subnet, callee, method, argument, caller) else {
                throw Reject(.canisterMethodNotFound, "Canister \(callee.text) answers no queries")
            }
            return result
        }
        let canister = try subnet.runningCanister(callee)
        guard path.count < subnet.configuration.limits.compositeQueryDepth else {
            throw Reject(.queryCallGraphTooDeep, "Composite query calls nest deeper than \(path.count) canisters")
        }
        // Its heap holds what the waiting query changed, while a query must see what was committed.
        guard !path.contains(callee) else {
            throw Reject(.queryCallGraphLoopDetected, "Composite query calls lead back to canister \(callee.text)")
        }
        var message = MessageFacts()
        message.argument = argument
        message.caller = caller
        message.needsResponse = true
        if isAskedByUser { message.dataCertificate = subnet.dataCertificate?(canister) }

        path.append(callee)
        defer {
            path.removeLast()
            subnet.rollBack(canister)
        }
        let exports = canister.guest?.entryPoints ?? []
        if exports.contains(.query(methodName)) {
            return try evaluateQuery(.query(methodName), of: canister, message)
        } else if exports.contains(.compositeQuery(methodName)) {
            return try evaluateComposite(.compositeQuery(methodName), of: canister, message)
        }
        let method = String(decoding: methodName, as: UTF8.self)
        throw Reject(Trap(.methodNotFound, "Canister has no query method '\(method)'."), in: callee)
    }

    private mutating func evaluateQuery(
        _ entryPoint: EntryPointName, of canister: HostedCanister, _ message: MessageFacts
    ) throws(Reject) -> CallResult {
        let execution = try run(.entryPoint(entryPoint), of: canister, in: .nonReplicatedQuery, message, entryPoint)
        return execution.effects.response ?? .reject(subnet.didNotReply(canister))
    }

    private mutating func evaluateComposite(
        _ entryPoint: EntryPointName, of canister: HostedCanister, _ message: MessageFacts
    ) throws(Reject) -> CallResult {
        var composite = CompositeQuery(entryPoint, of: canister, caller: message.caller)
        return try composite.evaluate(message, in: &self)
    }

    /// Runs one activation with the instructions that are left.
    ///
    /// - Throws: the trap that it ended with.
    mutating func run(
        _ activation: Activation, of canister: HostedCanister, in context: ExecutionContext, _ message: MessageFacts,
        _ entryPoint: EntryPointName
    ) throws(Reject) -> Execution {
        let (execution, trap) = subnet.run(
            activation, of: canister, in: context, message: message, entryPoint: entryPoint,
            instructionLimit: instructionsLeft)
        instructionsLeft -= min(instructionsLeft, execution.chargedInstructions)
        if let trap { throw Reject(trap, in: canister.id) }
        return execution
    }

    /// The reject for a canister that ended without a response.
    func didNotReply(_ canister: HostedCanister) -> Reject { subnet.didNotReply(canister) }
}
