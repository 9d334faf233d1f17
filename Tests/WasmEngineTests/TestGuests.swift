import Testing

@testable import CanisterExecution
@testable import WasmEngine

/// A guest of a module in the text format, instantiated and committed.
func makeGuest(_ text: String, engine: WasmEngine? = nil) throws -> WasmGuest {
    let guest = try makeEmptyGuest(text, engine: engine)
    try guest.instantiate(in: makeExecution(.start))
    guest.commit()
    return guest
}

/// A guest whose module has not been instantiated yet.
func makeEmptyGuest(_ text: String, engine: WasmEngine? = nil) throws -> WasmGuest {
    let engine = try engine ?? WasmEngine.shared()
    return try WasmGuest(engine: engine, module: engine.assemble(text))
}

func makeExecution(_ context: ExecutionContext = .update, limit: UInt64 = 40_000_000_000) -> Execution {
    Execution(context: context, instructionLimit: limit)
}

extension WasmGuest {
    /// Runs the update method of a name in an execution of its own.
    @discardableResult
    func update(_ name: String, limit: UInt64 = 40_000_000_000) throws -> UInt64 {
        try run(.entryPoint("canister_update \(name)"), in: makeExecution(limit: limit))
    }

    /// The trap that the update method of a name ends with.
    func trap(of name: String, limit: UInt64 = 40_000_000_000) throws -> Trap {
        try #require(throws: Trap.self) { try update(name, limit: limit) }
    }
}
