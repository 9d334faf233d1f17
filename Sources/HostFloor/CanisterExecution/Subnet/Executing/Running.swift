import Candid

extension Subnet {
    /// Runs one activation of a canister's guest and records it. Nothing is committed or rolled back.
    func run(
        _ activation: Activation, of canister: HostedCanister, in context: ExecutionContext, message: MessageFacts,
        entryPoint: EntryPointName, instructionLimit: UInt64? = nil
    ) -> (execution: Execution, trap: Trap?) {
        let execution = Execution(
            context: context, canister: facts(of: canister), message: message, stableMemory: canister.stableMemory,
            limits: configuration.limits, instructionLimit: instructionLimit)
        guard let guest = canister.guest else {
            return (execution, Trap(.invalidModule, "the canister contains no Wasm module"))
        }
        return (execution, run(execution, of: canister, guest: guest, entryPoint: entryPoint) { () throws(Trap) in
            try guest.run(activation, in: execution)
        })
    }

    /// Runs some code of a guest and records it.
    ///
    /// - Parameter body: runs it and gives the number of instructions.
    func run(
        _ execution: Execution, of canister: HostedCanister, guest: any Guest, entryPoint: EntryPointName,
        _ body: () throws(Trap) -> UInt64
    ) -> Trap? {
        var trap: Trap?
        var instructions: UInt64 = 0
        do throws(Trap) {
            instructions = try body()
            try execution.checkInstructionLimit()
            try checkHeapSize(of: guest, of: canister, after: execution)
            execution.finish()
        } catch {
            trap = error
            instructions = execution.instructionCounter?() ?? 0
        }
        execution.instructionCounter = nil
        execution.usedInstructions = instructions
        record(
            ExecutionRecord(
                canister: canister.id, entryPoint: entryPoint.description, time: time, context: execution.context,
                instructions: instructions, systemInstructions: execution.systemInstructions,
                heapSize: guest.heapSize, stablePages: execution.stableMemory.pageCount,
                debugOutput: execution.debugOutput, trap: trap))
        if execution.context.isReplicated {
            for line in execution.debugOutput { canister.log.append(line, at: time) }
            if let trap { canister.log.append("[TRAP]: \(trap.message)", at: time) }
        }
        return trap
    }

    /// Holds what may make the heap grow on purpose to the limit that the controllers set (interface specification,
    /// "wasm_memory_limit"). Callbacks, timers, heartbeats, queries and `canister_pre_upgrade` are free of it.
    private func checkHeapSize(
        of guest: any Guest, of canister: HostedCanister, after execution: Execution
    ) throws(Trap) {
        let limit = canister.settings.wasmMemoryLimit
        guard limit > 0, guest.heapSize > limit else { return }
        switch execution.context {
        case .update, .initialize, .start:
            throw Trap(
                .heapLimit,
                "the heap has \(guest.heapSize) bytes, and the canister's Wasm memory limit is \(limit) bytes")
        default: return
        }
    }

    /// What an execution of a canister may know, as things stand.
    func facts(of canister: HostedCanister) -> CanisterFacts {
        var facts = CanisterFacts(id: canister.id, subnet: configuration.id)
        facts.status = canister.status
        facts.version = canister.version
        facts.time = time
        facts.controllers = canister.controllers
        facts.globalTimer = canister.globalTimer
        facts.cycles = canister.cycles
        facts.rootKey = configuration.rootKey
        facts.environmentVariables = canister.environmentVariables
        facts.outstandingCalls = canister.outstandingCalls
        return facts
    }

    private func record(_ record: ExecutionRecord) {
        executionCount += 1
        executions.append(record)
        // Twice the room, so that the front is not cut off one by one.
        if executions.count > 2 * max(configuration.rememberedExecutions, 1) {
            executions.removeFirst(executions.count - configuration.rememberedExecutions)
        }
    }

    /// Does something and gives the executions that it led to, as far as they are remembered.
    public func recording<Result>(_ body: () -> Result) -> (Result, [ExecutionRecord]) {
        let before = executionCount
        let result = body()
        return (result, Array(executions.suffix(min(executionCount - before, executions.count))))
    }
}
