import Candid

/// How code comes into a canister.
public enum InstallMode: Hashable, Sendable {
    /// Into a canister without code.
    case install
    /// In place of other code, whose state is dropped.
    case reinstall
    /// In place of other code, which keeps stable memory and certified data.
    case upgrade(skipPreUpgrade: Bool = false)
}

extension Subnet {
    /// Installs code, or changes nothing.
    ///
    /// - Parameters:
    ///   - guest: the code, whose heap was not made yet.
    ///   - caller: whom the code sees as the caller. Whether it may is the business of the subnet's owner.
    /// - Returns: the executions that it took.
    /// - Throws: why it failed; everything is then as before.
    @discardableResult
    public func install(
        _ guest: any Guest, in id: Principal, mode: InstallMode = .install, argument: [UInt8], caller: Principal
    ) throws(Reject) -> [ExecutionRecord] {
        try install(guest, of: nil, in: id, mode: mode, argument: argument, caller: caller)
    }

    /// Installs a module, or changes nothing.
    ///
    /// - Parameters:
    ///   - module: as it was submitted: in the binary format, or that compressed by gzip.
    ///   - caller: whom the code sees as the caller. Whether it may is the business of the subnet's owner.
    /// - Returns: the executions that it took.
    /// - Throws: why it failed; everything is then as before.
    @discardableResult
    public func install(
        module: [UInt8], in id: Principal, mode: InstallMode = .install, argument: [UInt8], caller: Principal
    ) throws(Reject) -> [ExecutionRecord] {
        guard let guests else {
            throw Reject(.systemFatal, "This subnet was set up without an engine that makes guests of modules")
        }
        let guest: any Guest
        let installed: InstalledModule
        do throws(Trap) {
            guest = try guests.makeGuest(of: module)
            installed = InstalledModule(bytes: module, metadata: try guests.metadata(of: module))
        } catch {
            throw Reject(error, in: id)
        }
        return try install(guest, of: installed, in: id, mode: mode, argument: argument, caller: caller)
    }

    private func install(
        _ guest: any Guest, of module: InstalledModule?, in id: Principal, mode: InstallMode, argument: [UInt8],
        caller: Principal
    ) throws(Reject) -> [ExecutionRecord] {
        let canister = try existingCanister(id)
        switch (mode, canister.guest) {
        case (.install, .some):
            throw Reject(.canisterAlreadyInstalled, "Canister \(id.text) cannot be installed because it is not empty.")
        case (.upgrade, nil):
            throw Reject(.canisterWasmModuleNotFound, "Canister \(id.text) contains no Wasm module to upgrade.")
        default: break
        }
        let (trap, executions) = recording {
            do throws(Trap) {
                var installation = Installation(of: guest, module, in: canister, on: self, caller: caller)
                try installation.perform(mode, argument: argument)
                return Trap?.none
            } catch {
                return error
            }
        }
        if let trap { throw Reject(trap, in: id) }
        return executions
    }
}

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
        instructionsLeft -= min(instructionsLeft, execution.usedInstructions)
        facts.cycles = execution.effects.cycles
        if let data = execution.effects.certifiedData { certifiedData = data }
        return execution
    }
}
