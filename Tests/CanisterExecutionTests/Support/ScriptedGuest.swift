import CanisterExecution

/// Code of a canister for these tests: closures that make system calls. Its heap is a list of named numbers, which is
/// committed and rolled back as an engine does with a module's memory.
final class ScriptedGuest: Guest {
    typealias Script = (Machine, ScriptedGuest) throws(Trap) -> Void

    /// Instructions that one system call counts for.
    static let instructionsPerCall: UInt64 = 100

    let scripts: [EntryPointName: Script]
    let callbacks: [UInt64: Script]
    let start: Script?
    var heap: [String: Int] = [:]
    private var committedHeap: [String: Int] = [:]
    private var savepoint: [String: Int]?
    private var instructions: UInt64 = 0

    init(_ scripts: [EntryPointName: Script], callbacks: [UInt64: Script] = [:], start: Script? = nil) {
        self.scripts = scripts
        self.callbacks = callbacks
        self.start = start
    }

    var entryPoints: Set<EntryPointName> { Set(scripts.keys) }
    var heapSize: UInt64 { UInt64(heap.count) * 65_536 }

    func instantiate(in execution: Execution) throws(Trap) {
        heap = [:]
        if let start { _ = try run(start, in: execution) }
    }

    func run(_ activation: Activation, in execution: Execution) throws(Trap) -> UInt64 {
        switch activation {
        case .entryPoint(let name):
            guard let script = scripts[name] else { throw Trap(.methodNotFound, name.description) }
            return try run(script, in: execution)
        case .callback(let number, let environment):
            guard let script = callbacks[number] else { throw Trap(.wasmTrap, "no table entry \(number)") }
            heap["environment"] = environment == 0 ? heap["environment"] : Int(environment)
            return try run(script, in: execution)
        }
    }

    func commit() {
        committedHeap = heap
        savepoint = nil
    }

    func rollBack() {
        heap = committedHeap
        savepoint = nil
    }

    func setSavepoint() { savepoint = heap }

    func rollBackToSavepoint() throws(Trap) {
        guard let savepoint else { throw Trap(.outOfMemory, "no savepoint was set") }
        heap = savepoint
    }

    private func run(_ script: Script, in execution: Execution) throws(Trap) -> UInt64 {
        instructions = 0
        execution.instructionCounter = { [self] in instructions }
        var machine = Machine(execution: execution, memory: TestMemory())
        machine.count = { [self] () throws(Trap) in
            instructions += Self.instructionsPerCall
            guard instructions <= execution.instructionLimit else {
                throw Trap(.instructionLimit, "exceeded the limit of \(execution.instructionLimit) instructions")
            }
        }
        try script(machine, self)
        return instructions
    }
}
