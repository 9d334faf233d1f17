import Candid

/// One install, reinstall or upgrade on its way: its executions share one limit and are committed together.
struct Installation {
    let guest: any Guest
    let module: InstalledModule?
    let canister: HostedCanister
    let subnet: Subnet
    let caller: Principal
    private let stableMemory: SparseStableMemory
    private var facts: CanisterFacts
    private var certifiedData: [UInt8]
    private var instructionsLeft: UInt64

    init(
        of guest: any Guest, _ module: InstalledModule?, in canister: HostedCanister, on subnet: Subnet,
        caller: Principal
    ) {
        self.guest = guest
        self.module = module
        self.canister = canister
        self.subnet = subnet
        self.caller = caller
        self.stableMemory = canister.stableMemory
        self.facts = subnet.facts(of: canister)
        self.certifiedData = canister.certifiedData
        self.instructionsLeft = subnet.configuration.limits.installInstructions
    }
}

extension Installation {
    mutating func perform(_ mode: InstallMode, argument: [UInt8]) throws(Trap) {
        switch mode {
        case .install, .reinstall: try installNew(argument)
        case .upgrade(let skipPreUpgrade): try upgrade(argument, skipPreUpgrade: skipPreUpgrade)
        }
    }

    private mutating func installNew(_ argument: [UInt8]) throws(Trap) {
        certifiedData = []
        let fresh = SparseStableMemory()
        let firstLine = canister.log.nextIndex
        try begin(with: fresh, .initialize, argument)
        fresh.commit()
        canister.stableMemory = fresh
        canister.log.removeRecords(before: firstLine)
    }

    private mutating func upgrade(_ argument: [UInt8], skipPreUpgrade: Bool) throws(Trap) {
        do throws(Trap) {
            if !skipPreUpgrade, let old = canister.guest, old.entryPoints.contains(.preUpgrade) {
                try run(.preUpgrade, of: old, in: .preUpgrade, over: stableMemory) { execution throws(Trap) in
                    try old.run(.entryPoint(.preUpgrade), in: execution)
                }
            }
            try begin(with: stableMemory, .postUpgrade, argument)
        } catch {
            subnet.rollBack(canister)
            throw error
        }
        stableMemory.commit()
    }

    /// Makes the new heap, runs the entry point that comes first, and commits everything but the stable memory.
    private mutating func begin(
        with memory: SparseStableMemory, _ entryPoint: EntryPointName, _ argument: [UInt8]
    ) throws(Trap) {
        let guest = guest
        facts.version += 1
        facts.globalTimer = 0
        var timer: UInt64 = 0
        try run(.start, of: guest, in: .start, over: memory) { execution throws(Trap) in
            try guest.instantiate(in: execution)
            return execution.instructionCounter?() ?? 0
        }
        if guest.entryPoints.contains(entryPoint) {
            let execution = try run(entryPoint, of: guest, in: .initialize, over: memory, argument) {
                execution throws(Trap) in
                try guest.run(.entryPoint(entryPoint), in: execution)
            }
            timer = execution.effects.globalTimer ?? 0
        }
        guest.commit()
        canister.guest = guest
        canister.module = module
        canister.installationTime = subnet.time
        canister.version = facts.version
        canister.certifiedData = certifiedData
        canister.globalTimer = timer
        canister.cycles = facts.cycles
    }

    @discardableResult
    private mutating func run(
        _ entryPoint: EntryPointName, of guest: any Guest, in context: ExecutionContext,
        over memory: SparseStableMemory, _ argument: [UInt8] = [], _ body: (Execution) throws(Trap) -> UInt64
    ) throws(Trap) -> Execution {
        var message = MessageFacts()
        message.argument = argument
        message.caller = caller
        let execution = Execution(
            context: context, canister: facts, message: message, stableMemory: memory,
            limits: subnet.configuration.limits, instructionLimit: instructionsLeft)
        let trap = subnet.run(execution, of: canister, guest: guest, entryPoint: entryPoint) { () throws(Trap) in
            try body(execution)
        }
        if let trap { throw trap }
        instructionsLeft -= min(instructionsLeft, execution.chargedInstructions)
        facts.cycles = execution.effects.cycles
        if let data = execution.effects.certifiedData { certifiedData = data }
        return execution
    }
}
