import Candid

extension Subnet {
    /// Executes a request: in a canister, or by a closure of the host.
    func execute(_ request: Request) {
        if request.deadline != 0, request.deadline <= time {
            // The caller was told already when its time was up.
            deliver(.reject(Self.deadlineExpired), to: request.origin, refund: request.cycles)
        } else if let host = hostCanisters[request.callee] {
            ask(host, request)
        } else {
            do throws(Reject) {
                let canister = try runningCanister(request.callee)
                try execute(request, in: canister)
            } catch {
                deliver(.reject(error), to: request.origin, refund: request.cycles)
            }
        }
    }

    private func execute(_ request: Request, in canister: HostedCanister) throws(Reject) {
        let exports = canister.guest?.entryPoints ?? []
        let name = request.methodName
        let method = request.method
        if exports.contains(.update(name)) {
            update(.update(name), request, in: canister)
        } else if exports.contains(.query(name)) {
            replicatedQuery(.query(name), request, in: canister)
        } else if exports.contains(.compositeQuery(name)) {
            throw Reject(
                .compositeQueryCalledInReplicatedMode,
                "Composite query '\(method)' cannot be called in replicated mode")
        } else {
            throw Reject(
                Trap(.methodNotFound, "Canister has no update method '\(method)' and no query method '\(method)'."),
                in: canister.id)
        }
    }

    private func update(_ entryPoint: EntryPointName, _ request: Request, in canister: HostedCanister) {
        let context = canister.openContext(
            .request(request.origin), caller: request.caller, deadline: request.deadline, entryPoint: entryPoint,
            cycles: request.cycles)
        var message = context.message
        message.argument = request.argument
        let (execution, trap) = run(
            .entryPoint(entryPoint), of: canister, in: .update, message: message, entryPoint: entryPoint)
        context.instructions += execution.usedInstructions
        if trap == nil { commit(execution, of: canister, for: context) } else { rollBack(canister) }
        settle(context, of: canister, after: trap)
    }

    /// A query for which all nodes answer: only the response and the accepted cycles outlast it. It is told of no
    /// deadline, whatever its caller's is.
    private func replicatedQuery(_ entryPoint: EntryPointName, _ request: Request, in canister: HostedCanister) {
        var message = MessageFacts()
        message.argument = request.argument
        message.caller = request.caller
        message.cyclesAvailable = request.cycles
        message.needsResponse = true
        let (execution, trap) = run(
            .entryPoint(entryPoint), of: canister, in: .replicatedQuery, message: message, entryPoint: entryPoint)
        rollBack(canister)
        if let trap {
            deliver(.reject(Reject(trap, in: canister.id)), to: request.origin, refund: request.cycles)
        } else {
            canister.cycles = execution.effects.cycles
            deliver(
                execution.effects.response ?? .reject(didNotReply(canister)), to: request.origin,
                refund: execution.effects.cyclesAvailable)
        }
    }

    private func ask(_ host: HostCanister, _ request: Request) {
        let id = nextCallID()
        keepUnanswered(request, as: id)
        answer(id, with: host(HostCanisterCall(id, request)))
    }

    /// The calls that a ``HostCanister`` left for later and that have no answer yet, the oldest first. One whose
    /// caller's time is up stays among them: the callee is not told.
    public func unansweredCalls(of id: Principal) -> [HostCanisterCall] {
        unanswered.filter { $0.value.callee == id }.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { HostCanisterCall($0.key, $0.value) }
    }

    /// Answers a call that a ``HostCanister`` left for later.
    ///
    /// - Returns: whether there was such a call without an answer.
    @discardableResult
    public func answer(_ id: CallID, with answer: HostAnswer) -> Bool {
        if case .later = answer { return unanswered[id] != nil }
        guard let request = takeUnanswered(id) else { return false }
        switch answer {
        case .later: break
        case .reply(let bytes, let accepted):
            deliver(.reply(bytes), to: request.origin, refund: request.cycles - min(accepted, request.cycles))
        case .reject(let reject):
            deliver(.reject(reject), to: request.origin, refund: request.cycles)
        }
        return true
    }

    /// The canister, if it is there, has code and takes calls.
    func runningCanister(_ id: Principal) throws(Reject) -> HostedCanister {
        let canister = try existingCanister(id)
        guard canister.guest != nil else {
            throw Reject(
                .canisterWasmModuleNotFound,
                "Error from Canister \(id.text): Attempted to execute a message, but the canister contains no Wasm "
                    + "module.")
        }
        switch canister.status {
        case .running: return canister
        case .stopping: throw Reject(.canisterStopping, "Canister \(id.text) is stopping")
        case .stopped: throw Reject(.canisterStopped, "Canister \(id.text) is stopped")
        }
    }

    /// The canister of a principal.
    ///
    /// - Throws: a reject where there is none.
    public func canister(_ id: Principal) throws(Reject) -> HostedCanister { try existingCanister(id) }

    func existingCanister(_ id: Principal) throws(Reject) -> HostedCanister {
        if let canister = canisters[id] { return canister }
        guard let lent = try lender?.canister(id) else {
            throw Reject(.canisterNotFound, "Canister \(id.text) not found")
        }
        canisters[id] = lent
        return lent
    }

    /// Whether a closure of the host answers for a principal.
    func isHostCanister(_ id: Principal) -> Bool {
        hostCanisters[id] != nil || lender?.hostCanisters.contains(id) == true
    }

    static var deadlineExpired: Reject { Reject(.deadlineExpired, "Call deadline has expired.") }
}
