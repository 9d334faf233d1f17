import CanisterExecution
import Testing

@testable import WasmEngine

@Suite("Many guests at once")
struct ConcurrencyTests {
    private func freshEngine() throws -> WasmEngine { try WasmEngine(library: WasmtimeLibrary.openDefault()) }

    @Test("compile a module once")
    func compiledOnce() async throws {
        let engine = try freshEngine()
        let module = try engine.assemble(RollbackTests.changing)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    let guest = try WasmGuest(engine: engine, module: module)
                    try guest.instantiate(in: makeExecution(.start))
                    guest.commit()
                    try guest.update("isUnchanged")
                }
            }
            try await group.waitForAll()
        }
        #expect(engine.compilationCount == 1)
    }

    @Test("keep apart while they run, are rolled back and committed on several threads")
    func independent() async throws {
        let engine = try freshEngine()
        let module = try engine.assemble(RollbackTests.changing)
        try await withThrowingTaskGroup(of: UInt64.self) { group in
            for number in 0..<16 {
                group.addTask {
                    let guest = try WasmGuest(engine: engine, module: module)
                    try guest.instantiate(in: makeExecution(.start))
                    guest.commit()
                    var used: UInt64 = 0
                    for _ in 0..<50 {
                        used += try guest.update("change")
                        await Task.yield()
                        guest.rollBack()
                        used += try guest.update("isUnchanged")
                        #expect(throws: Trap.self) { try guest.update("changeAndTrap") }
                        guest.rollBack()
                    }
                    if number.isMultiple(of: 2) {
                        try guest.update("change")
                        guest.commit()
                        guest.rollBack()
                        try guest.update("isChanged")
                    }
                    return used
                }
            }
            var counts: Set<UInt64> = []
            for try await used in group { counts.insert(used) }
            #expect(counts.count == 1)
        }
    }

    @Test("leave nothing behind")
    func noLeak() throws {
        let engine = try freshEngine()
        let module = try engine.assemble(RollbackTests.changing)
        for _ in 0..<300 {
            let guest = try WasmGuest(engine: engine, module: module)
            try guest.instantiate(in: makeExecution(.start))
            guest.commit()
            #expect(engine.liveInstances == 1)
        }
        #expect(engine.liveInstances == 0)
    }

    @Test("can be alive by the hundred")
    func manyAlive() throws {
        let engine = try freshEngine()
        let module = try engine.assemble(RollbackTests.changing)
        let guests = try (0..<500).map { _ in
            let guest = try WasmGuest(engine: engine, module: module)
            try guest.instantiate(in: makeExecution(.start))
            guest.commit()
            return guest
        }
        #expect(engine.liveInstances == 500)
        for guest in guests { try guest.update("change") }
        for guest in guests { guest.rollBack() }
        for guest in guests { try guest.update("isUnchanged") }
    }

    @Test("keep their modules when the cache drops them")
    func cacheIsBounded() throws {
        let engine = try freshEngine()
        let modules = try (0..<CompiledModuleCache.capacity + 8).map { number in
            try engine.assemble("(module (func (export \"canister_update m\(number)\")))")
        }
        let guests = try modules.map { try WasmGuest(engine: engine, module: $0) }
        #expect(engine.compilationCount == modules.count)
        // The last are there still, the first are not.
        _ = try WasmGuest(engine: engine, module: modules[modules.count - 1])
        #expect(engine.compilationCount == modules.count)
        _ = try WasmGuest(engine: engine, module: modules[0])
        #expect(engine.compilationCount == modules.count + 1)
        for (number, guest) in guests.enumerated() {
            try guest.instantiate(in: makeExecution(.start))
            try guest.update("m\(number)")
        }
    }
}
