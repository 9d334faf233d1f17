import CWasmtime
import CanisterExecution

/// One instantiation of a module: a store, the instance in it, its heap and its globals.
final class WasmInstance {
    private let engine: WasmEngine
    let library: WasmtimeLibrary
    private let module: CompiledModule
    var reserved: ReservedExports { module.reserved }

    /// Nil only while the initialiser makes it, with a pointer to this object.
    private var store: OpaquePointer?
    private var instance = wasmtime_instance_t(store_id: 0, reserved: 0)
    private(set) var globals = InstanceGlobals([])
    /// The store owns it. Nil for a module without a memory.
    private(set) var heap: OpaquePointer?

    /// The execution that the run serves, and the trap that one of its system functions threw.
    private var execution: Execution?
    private var thrownTrap: Trap?

    /// Instantiates a module and runs its start function.
    convenience init(_ module: CompiledModule, engine: WasmEngine, in execution: Execution) throws(Trap) {
        try self.init(module, engine: engine, servedBy: execution)
        if let start = reserved.start { _ = try callEntryPoint(start, in: execution) }
    }

    /// Instantiates a module. None of its code runs.
    convenience init(_ module: CompiledModule, engine: WasmEngine) throws(Trap) {
        // No code, so nobody asks who it is served by.
        let facts = CanisterFacts(id: .managementCanister, subnet: .managementCanister)
        try self.init(module, engine: engine, servedBy: Execution(context: .start, canister: facts))
    }

    private init(_ module: CompiledModule, engine: WasmEngine, servedBy execution: Execution) throws(Trap) {
        self.engine = engine
        library = engine.library
        self.module = module
        engine.instances.add(1, ordering: .relaxed)
        store = engine.newStore(for: self)

        var made = instance
        var madeHeap: OpaquePointer?
        _ = try run(in: execution) { functions, context, trap in
            guest_heap_collect(&madeHeap)
            defer { guest_heap_collect(nil) }
            return functions.wasmtime_instance_pre_instantiate(module.linked, context, &made, &trap)
        }
        instance = made
        heap = madeHeap
        globals = InstanceGlobals(reserved.globals.compactMap { export($0)?.of.global })
    }

    deinit {
        if let store { library.functions.pointee.wasmtime_store_delete(store) }
        engine.instances.subtract(1, ordering: .relaxed)
    }

    var heapSize: UInt64 { heap.map(guest_heap_size) ?? 0 }

    var context: OpaquePointer {
        guard let store else { preconditionFailure("the instance has no store") }
        return library.functions.pointee.wasmtime_store_context(store)
    }

    /// What the module exports under a name.
    func export(_ name: String) -> wasmtime_extern_t? {
        var name = name
        var export = wasmtime_extern_t()
        let isThere = name.withUTF8 { name in
            name.withMemoryRebound(to: CChar.self) { name in
                library.functions.pointee.wasmtime_instance_export_get(
                    context, &instance, name.baseAddress, name.count, &export)
            }
        }
        return isThere ? export : nil
    }
}

// MARK: - Running

extension WasmInstance {
    /// Bytes of the machine's stack that host functions are left with.
    private static let hostStack = 256 * 1024

    /// Calls an exported function of type `() -> ()`, which the module was checked for.
    func callEntryPoint(_ name: String, in execution: Execution) throws(Trap) -> UInt64 {
        guard let export = export(name), Int(export.kind) == CWASMTIME_EXTERN_FUNCTION else {
            throw Trap(.methodNotFound, "the module exports no function \"\(name)\"")
        }
        var function = export.of.function
        var values = wasmtime_val_raw_t()
        return try run(in: execution) { functions, context, trap in
            functions.wasmtime_func_call_unchecked(context, &function, &values, 0, &trap)
        }
    }

    /// Calls the function that the table has at an index; its type has to be `(i32) -> ()`, or `(i64) -> ()` where
    /// addresses have 64 bits.
    func callTableEntry(_ index: UInt64, environment: UInt64, in execution: Execution) throws(Trap) -> UInt64 {
        guard let name = reserved.table, var table = export(name)?.of.table else {
            throw Trap(.wasmTrap, "table out of bounds: the module has no table to find callback \(index) in")
        }
        var value = wasmtime_val_t()
        guard library.functions.pointee.wasmtime_table_get(context, &table, index, &value) else {
            throw Trap(.wasmTrap, "table out of bounds: there is no callback at index \(index)")
        }
        guard Int(value.kind) == CWASMTIME_VALUE_FUNCREF, value.of.funcref.store_id != 0 else {
            throw Trap(.wasmTrap, "indirect call to a null function: the table is empty at index \(index)")
        }
        var argument = wasmtime_val_t()
        if module.is64Bit {
            argument.kind = UInt8(CWASMTIME_VALUE_I64)
            argument.of.i64 = Int64(bitPattern: environment)
        } else {
            argument.kind = UInt8(CWASMTIME_VALUE_I32)
            argument.of.i32 = Int32(truncatingIfNeeded: environment)
        }
        // The table may hold functions of any type: the checked call refuses them.
        return try run(in: execution) { functions, context, trap in
            functions.wasmtime_func_call(context, &value.of.funcref, &argument, 1, nil, 0, &trap)
        }
    }

    /// Runs code of the module for an execution.
    ///
    /// - Parameter body: makes the call; gives back an error of the library, or stores its trap.
    /// - Returns: the instructions used.
    private func run(
        in execution: Execution,
        _ body: (
            _ functions: wasmtime_functions_t, _ context: OpaquePointer, _ trap: inout OpaquePointer?
        ) -> OpaquePointer?
    ) throws(Trap) -> UInt64 {
        guard thread_stack_has_left(WasmEngine.stackLimit + Self.hostStack) else {
            throw Trap(
                .outOfMemory,
                "the host's thread has too small a stack: a guest needs \(WasmEngine.stackLimit + Self.hostStack) bytes"
            )
        }
        let functions = library.functions.pointee
        let context = context
        let library = library
        // An execution may run the start function and an entry point: its limit holds for both together.
        let usedBefore = execution.instructionCounter?() ?? 0
        let fuel = execution.instructionLimit - min(usedBefore, execution.instructionLimit)
        if let error = functions.wasmtime_context_set_fuel(context, fuel) {
            throw Trap(.wasmTrap, library.consume(error: error))
        }
        execution.instructionCounter = { usedBefore + fuel - Self.fuelLeft(library, context) }
        self.execution = execution
        thrownTrap = nil

        var trap: OpaquePointer?
        let heapBefore = guest_heap_enter(heap)
        let error = body(functions, context, &trap)
        _ = guest_heap_enter(heapBefore)

        self.execution = nil
        let used = fuel - Self.fuelLeft(library, context)
        execution.instructionCounter = { usedBefore + used }
        if let trap {
            throw library.consume(trap: trap, instructionLimit: execution.instructionLimit, symbols: module.symbols)
        }
        if let error {
            let backtrace = library.backtrace(of: error, symbols: module.symbols)
            let message = library.consume(error: error)
            var ended = thrownTrap ?? Trap(.wasmTrap, "the function cannot be called: \(message)")
            ended.backtrace = backtrace
            throw ended
        }
        return used
    }

    private static func fuelLeft(_ library: WasmtimeLibrary, _ context: OpaquePointer) -> UInt64 {
        var fuel: UInt64 = 0
        if let error = library.functions.pointee.wasmtime_context_get_fuel(context, &fuel) {
            // The engine is configured to count, so this tells of a library that is not the declared one.
            preconditionFailure("the engine does not count instructions: \(library.consume(error: error))")
        }
        return fuel
    }

    /// Answers every import of every guest. The trap that the execution throws stays here while the library unwinds
    /// the guest's calls, and is thrown on by ``run(in:_:)``.
    static let answerSystemCall: host_call_t = { guest, number, arguments, trapped in
        let instance = Unmanaged<WasmInstance>.fromOpaque(guest).takeUnretainedValue()
        do throws(Trap) {
            guard let execution = instance.execution, let function = SystemFunction(rawValue: Int(number)) else {
                throw Trap(.contractViolation, "the system function is only for the canister that mints cycles")
            }
            return try execution.call(function, arguments, memory: WasmGuestMemory(of: instance))
        } catch {
            instance.thrownTrap = error
            trapped.pointee = true
            return 0
        }
    }
}

// MARK: - Ending a run

extension WasmInstance {
    /// Keeps what the runs since the last commit changed.
    func commit() {
        if let heap {
            // Without the protection the next run could not be rolled back, which would break what a trap promises.
            guard guest_heap_commit(heap) else { preconditionFailure("the system does not let the heap be protected") }
        }
        globals.commit(library, context)
    }

    /// Undoes what the runs since the last commit changed.
    func rollBack() {
        if let heap {
            var sizeChanged = false
            guard guest_heap_roll_back(heap, &sizeChanged) else {
                preconditionFailure("the system does not let the heap be protected")
            }
            if sizeChanged { tellHeapSize() }
        }
        globals.rollBack(library, context)
    }

    /// Makes the library look at the heap's size again, which it keeps a copy of: growing by nothing does.
    private func tellHeapSize() {
        guard let name = reserved.memory, var memory = export(name)?.of.memory else { return }
        var pages: UInt64 = 0
        if let error = library.functions.pointee.wasmtime_memory_grow(context, &memory, 0, &pages) {
            preconditionFailure("the heap's size could not be set back: \(library.consume(error: error))")
        }
        let size = library.functions.pointee.wasmtime_memory_data_size(context, &memory)
        precondition(UInt64(size) == heapSize, "the library did not take the heap's old size back")
    }
}
