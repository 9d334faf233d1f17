import Testing

@testable import CanisterExecution
@testable import WasmEngine

@Suite("Modules that become guests")
struct ModuleTests {
    private func error(of text: String) throws -> WasmEngineError {
        try #require(throws: WasmEngineError.self) { try makeEmptyGuest(text) }
    }

    private func isRefused(_ module: [UInt8], by engine: WasmEngine) -> Bool {
        do throws(WasmEngineError) {
            _ = try WasmGuest(engine: engine, module: module)
            return false
        } catch {
            return true
        }
    }

    @Test("export their entry points by the names of the IC")
    func entryPoints() throws {
        let guest = try makeEmptyGuest(
            """
            (module
              (memory (export "memory") 1)
              (func (export "canister_init"))
              (func (export "canister_update ws_open"))
              (func (export "canister_query a b"))
              (func (export "other") (param i32)))
            """)
        #expect(guest.entryPoints == ["canister_init", "canister_update ws_open", "canister_query a b"])
    }

    @Test("may not export an entry point of another type")
    func wrongEntryPoint() throws {
        let text = "(module (func (export \"canister_update f\") (param i32)))"
        #expect(try error(of: text) == .wrongEntryPointType(name: "canister_update f", found: "(i32) -> ()"))
        #expect(throws: WasmEngineError.self) {
            try makeEmptyGuest("(module (memory (export \"canister_init\") 1))")
        }
    }

    @Test("import nothing but system functions")
    func unknownImports() throws {
        #expect(
            try error(of: "(module (import \"wasi_snapshot_preview1\" \"fd_write\" (func)))")
                == .unknownImport(module: "wasi_snapshot_preview1", name: "fd_write"))
        let unknown = try error(of: "(module (import \"ic0\" \"msg_repyl\" (func)))")
        #expect(unknown == .unknownImport(module: "ic0", name: "msg_repyl"))
        #expect(unknown.description.contains("ic0.msg_repyl"))
        #expect(
            try error(of: "(module (import \"env\" \"memory\" (memory 1)))")
                == .unknownImport(module: "env", name: "memory"))
        #expect(
            try error(of: "(module (import \"ic0\" \"time\" (global i64)))")
                == .unknownImport(module: "ic0", name: "time"))
    }

    @Test("import a system function under its type")
    func wrongImportType() throws {
        #expect(
            try error(of: "(module (import \"ic0\" \"global_timer_set\" (func (param i32) (result i64))))")
                == .wrongImportType(name: "global_timer_set", expected: "(i64) -> (i64)", found: "(i32) -> (i64)"))
    }

    @Test("may import every system function")
    func allImports() throws {
        let imports = SystemFunction.allCases.map { function in
            let types = FunctionType(of: function)
            let parameters = types.parameters.map { $0 == FunctionType.i32 ? "i32" : "i64" }
            let result = types.results.map { $0 == FunctionType.i32 ? "(result i32)" : "(result i64)" }
            return """
                (import "ic0" "\(function.name)" \
                (func (param \(parameters.joined(separator: " "))) \(result.joined())))
                """
        }
        _ = try makeGuest("(module \(imports.joined(separator: "\n")))")
    }

    @Test(
        "use no feature that the network lacks",
        arguments: [
            "(module (memory 1 1 shared))",
            "(module (memory i64 1))",
            "(module (memory 1) (memory 1))",
            "(module (func $f return_call $f))",
            "(module (tag))",
            "(module (type (struct)))",
            "(module (func (param (ref func))))",
            "(module (func (drop (f32x4.relaxed_min (v128.const i64x2 0 0) (v128.const i64x2 0 0)))))",
            "(module (memory 1 (pagesize 1)))",
        ])
    func features(text: String) throws {
        guard case .invalidModule = try error(of: text) else {
            Issue.record("the module was refused for another reason")
            return
        }
    }

    @Test("may use what the network allows")
    func allowedFeatures() throws {
        let guest = try makeGuest(
            """
            (module
              (memory 1)
              (table 2 funcref)
              (global $v (mut v128) (v128.const i64x2 1 2))
              (func $two (result i32 i32) (i32.const 1) (i32.const 2))
              (func (export "canister_update go")
                (drop (i32.add (call $two)))
                (global.set $v (i64x2.add (global.get $v) (global.get $v)))
                (drop (i32.extend8_s (i32.const 255)))
                (drop (i32.trunc_sat_f64_s (f64.const 1e30)))
                (memory.copy (i32.const 0) (i32.const 100) (i32.const 100)))
              (func (export "canister_update isBefore")
                (if (i64.ne (i64x2.extract_lane 1 (global.get $v)) (i64.const 2)) (then unreachable))))
            """)
        try guest.update("go")
        guest.rollBack()
        try guest.update("isBefore")
    }

    @Test("have canonical NaNs")
    func canonicalNaN() throws {
        let guest = try makeGuest(
            """
            (module
              (func (export "canister_update go")
                (if
                  (i64.ne
                    (i64.reinterpret_f64
                      (f64.add (f64.reinterpret_i64 (i64.const 0x7ff8000000000123)) (f64.const 1)))
                    (i64.const 0x7ff8000000000000))
                  (then unreachable))))
            """)
        try guest.update("go")
    }

    @Test("are whole")
    func damagedBytes() throws {
        let engine = try WasmEngine.shared()
        let whole = try engine.assemble(RollbackTests.changing)
        #expect(throws: Never.self) { try WasmGuest(engine: engine, module: whole) }
        // A module cut at the end of a section may be whole, so a few pass. None may do worse than be refused.
        let cut = (0..<whole.count).filter { isRefused(Array(whole[..<$0]), by: engine) }
        #expect(cut.count > whole.count - 8)
        var random = SplitMix64(seed: 3)
        let damaged = (0..<300).filter { _ in
            var module = whole
            module[Int(random.next() % UInt64(whole.count))] = UInt8(truncatingIfNeeded: random.next())
            return isRefused(module, by: engine)
        }
        #expect(damaged.count > 100)
    }

    @Test("begin no larger than a heap can be, and grow no further")
    func heapLimit() throws {
        let guest = try makeGuest(
            """
            (module
              (memory 1)
              (func (export "canister_update growAll")
                (if (i32.ne (memory.grow (i32.const 65535)) (i32.const 1)) (then unreachable))
                (i32.store (i32.const -4) (i32.const 5)))
              (func (export "canister_update growMore")
                (if (i32.ne (memory.grow (i32.const 1)) (i32.const -1)) (then unreachable))))
            """)
        try guest.update("growAll")
        #expect(guest.heapSize == WasmEngine.heapLimit)
        try guest.update("growMore")
        guest.rollBack()
        #expect(guest.heapSize == 65_536)
    }
}
