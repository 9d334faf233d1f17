import Candid
import CanisterExecution
import Testing

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

/// An execution of a message with an argument, for a caller that waits.
func makeExecution(
    _ context: ExecutionContext = .update, argument: [UInt8] = [], limit: UInt64 = 40_000_000_000
) -> Execution {
    var message = MessageFacts()
    message.argument = argument
    message.needsResponse = true
    return Execution(
        context: context, canister: CanisterFacts(id: .managementCanister, subnet: .managementCanister),
        message: message, instructionLimit: limit)
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
