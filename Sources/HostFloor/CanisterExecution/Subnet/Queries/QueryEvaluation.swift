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
        guard subnet.hostCanisters[callee] == nil else {
            throw Reject(.canisterMethodNotFound, "Canister \(callee.text) answers no queries")
        }
        let canister = try subnet.runningCanister(callee)
        let method = String(decoding: methodName, as: UTF8.self)
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
        if exports.contains("canister_query \(method)") {
            return try evaluateQuery("canister_query \(method)", of: canister, message)
        } else if exports.contains("canister_composite_query \(method)") {
            return try evaluateComposite("canister_composite_query \(method)", of: canister, message)
        }
        throw Reject(Trap(.methodNotFound, "Canister has no query method '\(method)'."), in: callee)
    }

    private mutating func evaluateQuery(
        _ entryPoint: String, of canister: HostedCanister, _ message: MessageFacts
    ) throws(Reject) -> CallResult {
        let execution = try run(.entryPoint(entryPoint), of: canister, in: .nonReplicatedQuery, message, entryPoint)
        return execution.effects.response ?? .reject(subnet.didNotReply(canister))
    }

    /// Runs the method, then the calls that it made, each with its callback, in the order in which they were made,
    /// until there is a response. What the method changed in its heap stays for its callbacks.
    ///
    /// A callback that traps ends the whole query with its trap: the heap as it was before that callback is not to be
    /// had again, so neither the other callbacks nor the cleanup callback could run on what they have a right to see.
    private mutating func evaluateComposite(
        _ entryPoint: String, of canister: HostedCanister, _ message: MessageFacts
    ) throws(Reject) -> CallResult {
        var used: UInt64 = 0
        var calls = FirstInFirstOut<PerformedCall>()
        var execution = try run(.entryPoint(entryPoint), of: canister, in: .compositeQuery, message, entryPoint)
        while true {
            if let response = execution.effects.response { return response }
            used += execution.usedInstructions
            for call in execution.effects.outgoingCalls { calls.append(call) }
            guard let call = calls.popFirst() else { return .reject(subnet.didNotReply(canister)) }

            let answer = evaluate(
                call.callee, call.methodName, call.argument, from: canister.id, isAskedByUser: false)
            var facts = MessageFacts()
            facts.caller = message.caller
            facts.needsResponse = true
            facts.earlierInstructions = used
            switch answer {
            case .reply(let bytes):
                facts.argument = bytes
                execution = try run(
                    call.onReply.activation, of: canister, in: .compositeReplyCallback, facts, entryPoint)
            case .reject(let reject):
                facts.rejectCode = reject.code.rawValue
                facts.rejectMessage = [UInt8](reject.message.utf8)
                execution = try run(
                    call.onReject.activation, of: canister, in: .compositeRejectCallback, facts, entryPoint)
            }
        }
    }

    private mutating func run(
        _ activation: Activation, of canister: HostedCanister, in context: ExecutionContext, _ message: MessageFacts,
        _ entryPoint: String
    ) throws(Reject) -> Execution {
        let (execution, trap) = subnet.run(
            activation, of: canister, in: context, message: message, entryPoint: entryPoint,
            instructionLimit: instructionsLeft)
        instructionsLeft -= min(instructionsLeft, execution.usedInstructions)
        if let trap { throw Reject(trap, in: canister.id) }
        return execution
    }
}
