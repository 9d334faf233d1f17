import CWasmtime
import CanisterExecution

/// A canister's code and heap on the engine.
///
/// A guest is used by one thread at a time, by any thread whose stack has ``WasmEngine/stackLimit`` bytes and 256 KiB
/// to spare. Guests are independent of each other.
///
/// Commit and rollback cost what the runs since the last commit touched, in units of 16 KiB, and nothing for the rest
/// of the heap. A rollback undoes growth, globals and memory; a table is constant after the instantiation, since modules
/// that would change it are refused.
public final class WasmGuest: Guest {
    private let engine: WasmEngine
    private let module: CompiledModule

    /// The instance that runs, and the one that a rollback of an instantiation goes back to.
    private var current: WasmInstance?
    private var committed: WasmInstance?

    /// Compiles a module, or takes it from the engine's cache. Nothing of it runs yet.
    ///
    /// - Parameter module: the binary form, not compressed.
    public init(engine: WasmEngine, module: [UInt8]) throws(WasmEngineError) {
        self.engine = engine
        self.module = try engine.compile(module)
    }

    public var entryPoints: Set<String> { module.entryPoints }

    public var heapSize: UInt64 { current?.heapSize ?? 0 }

    public func instantiate(in execution: Execution) throws(Trap) {
        current = try WasmInstance(module, engine: engine, in: execution)
    }

    public func run(_ activation: Activation, in execution: Execution) throws(Trap) -> UInt64 {
        guard let current else { throw Trap(.wasmTrap, "the canister's module has not been instantiated") }
        switch activation {
        case .entryPoint(let name):
            guard entryPoints.contains(name) else {
                throw Trap(.methodNotFound, "the module exports no entry point \"\(name)\"")
            }
            return try current.callEntryPoint(name, in: execution)
        case .callback(let function, let environment):
            return try current.callTableEntry(function, environment: environment, in: execution)
        }
    }

    public func commit() {
        current?.commit()
        committed = current
    }

    public func rollBack() {
        current = committed
        current?.rollBack()
    }

    /// The heap as system functions see it.
    var memory: WasmGuestMemory? { current.map(WasmGuestMemory.init(of:)) }

    /// What commits and rollbacks of the present instance have cost until now.
    public var undoWork: UndoWork {
        UndoWork(current?.heap.map(guest_heap_work) ?? guest_heap_work_t())
    }
}
