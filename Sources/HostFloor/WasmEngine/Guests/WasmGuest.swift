import CWasmtime
import CanisterExecution

/// A canister's code and heap on the engine.
///
/// A guest is used by one thread at a time, by any thread whose stack has ``WasmEngine/stackLimit`` bytes and 256 KiB
/// to spare. Guests are independent of each other.
///
/// Commit and rollback cost what the runs since the last commit touched, in units of 16 KiB, and at most 16 such units
/// that runs before them did, and nothing for the rest of the heap. A rollback undoes growth, globals and memory; a
/// table is constant after the instantiation, since modules that would change it are refused.
public final class WasmGuest: RestorableGuest {
    private let engine: WasmEngine
    private let module: CompiledModule

    /// The instance that runs, and the one that a rollback of an instantiation goes back to.
    private var current: WasmInstance?
    private var committed: WasmInstance?

    /// Where a part of the work since the last commit can be undone to.
    private var savepoint: GuestSavepoint?

    /// The instance whose changes were taken last.
    private weak var checkpointed: WasmInstance?

    /// Compiles a module, or takes it from the engine's cache. Nothing of it runs yet.
    ///
    /// - Parameter module: the binary form, not compressed.
    public init(engine: WasmEngine, module: [UInt8]) throws(WasmEngineError) {
        self.engine = engine
        self.module = try engine.compile(module)
    }

    public var entryPoints: Set<EntryPointName> { module.entryPoints }

    public var heapSize: UInt64 { current?.heapSize ?? 0 }

    public func instantiate(in execution: Execution) throws(Trap) {
        current = try WasmInstance(module, engine: engine, in: execution)
    }

    public func run(_ activation: Activation, in execution: Execution) throws(Trap) -> UInt64 {
        guard let current else { throw Trap(.invalidModule, "the canister's module has not been instantiated") }
        switch activation {
        case .entryPoint(let name):
            guard entryPoints.contains(name) else {
                throw Trap(.methodNotFound, "the module exports no entry point \"\(name)\"")
            }
            return try current.callEntryPoint(name.description, in: execution)
        case .callback(let function, let environment):
            return try current.callTableEntry(function, environment: environment, in: execution)
        }
    }

    public func commit() {
        current?.commit()
        committed = current
        savepoint = nil
    }

    public func rollBack() {
        current = committed
        current?.rollBack()
        savepoint = nil
    }

    public func setSavepoint() {
        savepoint = current?.savepoint()
    }

    public func rollBackToSavepoint() throws(Trap) {
        guard let current, let savepoint else { throw Trap(.invalidModule, "there is no savepoint to go back to") }
        try current.rollBack(to: savepoint)
    }

    /// The heap as system functions see it.
    var memory: WasmGuestMemory? { current.map(WasmGuestMemory.init(of:)) }

    /// What commits and rollbacks of the present instance have cost until now.
    public var undoWork: UndoWork {
        UndoWork(current?.heap.map(guest_heap_work) ?? guest_heap_work_t())
    }

    public func takeChanges() -> GuestCheckpoint? {
        guard let committed, committed === current else { return nil }
        defer { checkpointed = committed }
        return committed.takeChanges(isWhole: checkpointed !== committed)
    }

    public func restore(_ checkpoint: GuestCheckpoint) throws(Trap) {
        guard checkpoint.isWhole else { throw Trap(.invalidModule, "the checkpoint is only a part of one") }
        let instance = try WasmInstance(module, engine: engine)
        try instance.restore(checkpoint)
        instance.commit()
        instance.forgetChanges()
        current = instance
        committed = instance
        checkpointed = instance
        savepoint = nil
    }

    public func apply(_ changes: GuestCheckpoint) throws(Trap) {
        guard let committed, committed === current, !changes.isWhole else {
            throw Trap(.invalidModule, "there is no heap that the changes could be of")
        }
        try committed.apply(changes)
        committed.commit()
        savepoint = nil
    }
}
