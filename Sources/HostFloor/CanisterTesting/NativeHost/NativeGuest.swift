import Canister
import CanisterExecution

/// A canister's code, compiled for this machine instead of wasm: what `swift test` runs in milliseconds.
///
/// It differs from a module on an engine in what native code cannot do:
/// - **Nothing is rolled back** in the heap: neither what a query changed, nor what an entry point changed before it
///   trapped. Stable memory, certified data, timers and calls are rolled back, as those do not belong to the guest.
///   So check before you change, as the kit's own entry points do; and prove rollback on the engine.
/// - `ic0.trap` is noted and **returns**; when the entry point then returns, the execution counts as trapped. So the
///   failures that an entry point throws to `IC.run` are traps as on the network. `IC.trap`, which an author may call
///   anywhere, cannot return and ends the process, and so does any other trap of a system function, such as to attach
///   more cycles than there are; the message names the function and the mode. Write an exit test for these:
///
///   ```swift
///   await #expect(processExitsWith: .failure) {
///       let canister = try TestCanister(Counter.self)
///       canister.update("a method that calls IC.trap")
///   }
///   ```
/// - Instructions are not counted: `IC.instructions` and ``ExecutionRecord/instructions`` are 0, and no limit is met.
///   Count them on the engine. The size of the heap is not known: it is 0 too.
/// - Addresses are not checked.
/// - A cleanup callback runs after a callback trapped, but not the kit's `onCleanup` closure, which the callback took
///   along with itself and no rollback brings back.
/// - A response to a call that was made before an upgrade is dropped: there are no table indices by which it could
///   reach the new code. The kit drops it on the network too.
public final class NativeGuest: Guest {
    private let make: () -> [EntryPoint]
    private var table: [EntryPointName: () -> Void] = [:]
    /// The callbacks that this code gave out.
    private var callbacks: Set<Activation> = []

    /// Makes a guest of a closure that makes a canister anew and gives its entry points.
    ///
    /// The canister's state belongs to the instance that the closure makes: an upgrade starts with a fresh one, as on
    /// the network.
    public init(_ make: @escaping () -> [EntryPoint]) {
        self.make = make
    }

    /// Makes a guest of a type of canister.
    public convenience init<Program: CanisterProgram>(_ program: Program.Type) {
        self.init { Program().entryPoints }
    }

    /// The names of the entry points; none before the first instantiation.
    public var entryPoints: Set<EntryPointName> { Set(table.keys) }

    /// Not known natively: 0.
    public var heapSize: UInt64 { 0 }

    /// Makes the canister anew, with a fresh state.
    public func instantiate(in execution: Execution) throws(Trap) {
        var table: [EntryPointName: () -> Void] = [:]
        var twice: String?
        try run(.entryPoint("start"), in: execution) {
            for entryPoint in make() {
                let before = table.updateValue(entryPoint.run, forKey: EntryPointName(entryPoint.name))
                if before != nil { twice = entryPoint.name }
            }
        }
        if let twice { throw Trap(.invalidModule, "the canister has two entry points '\(twice)'") }
        self.table = table
    }

    /// Runs an entry point, or a callback by its address.
    ///
    /// - Returns: 0, as instructions are not counted.
    /// - Throws: the trap that the code called `ic0.trap` with, after it returned.
    public func run(_ activation: Activation, in execution: Execution) throws(Trap) -> UInt64 {
        switch activation {
        case .entryPoint(let name):
            guard let body = table[name] else {
                throw Trap(.methodNotFound, "the canister has no entry point '\(name)'")
            }
            try run(activation, in: execution, body)
        case .callback(let function, let environment):
            guard callbacks.contains(activation) else { return 0 }
            guard let pointer = UnsafeRawPointer(bitPattern: UInt(function)) else {
                throw Trap(.wasmTrap, "the callback is a null pointer")
            }
            let callback = unsafeBitCast(pointer, to: (@convention(c) (UInt) -> Void).self)
            try run(activation, in: execution) { callback(UInt(environment)) }
        }
        return 0
    }

    /// Does nothing: what changed has changed.
    public func commit() {}

    /// Does nothing: native code's changes cannot be undone.
    public func rollBack() {}

    /// Does nothing: see ``rollBack()``.
    public func setSavepoint() {}

    /// Does nothing: see ``rollBack()``.
    public func rollBackToSavepoint() {}

    private func run(_ activation: Activation, in execution: Execution, _ body: () -> Void) throws(Trap) {
        let host = NativeHost(activation, in: execution)
        host.run(body)
        callbacks.formUnion(host.callbacks)
        if let trap = host.trap { throw trap }
    }
}
