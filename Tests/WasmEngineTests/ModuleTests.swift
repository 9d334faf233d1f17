import CanisterExecution
import Testing
import TestSupport
import WasmModule

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
        let wrong = try error(of: "(module (func (export \"canister_update f\") (param i32)))")
        #expect(
            wrong == .invalidModule(.entryPointOfWrongType(export: "canister_update f", found: FunctionType([.i32]))))
        #expect(wrong.description.contains("canister_update f"))
    }

    @Test("import nothing but system functions")
    func unknownImports() throws {
        let unknown = try error(of: "(module (import \"ic0\" \"msg_repyl\" (func)))")
        #expect(unknown == .invalidModule(.unknownImport(module: "ic0", name: "msg_repyl")))
        #expect(unknown.description.contains("ic0.msg_repyl"))
        #expect(
            try error(of: "(module (import \"env\" \"memory\" (memory 1)))")
                == .invalidModule(.importOfOtherKind(module: "env", name: "memory")))
    }

    @Test("may import every system function, with addresses of 32 and of 64 bits", arguments: [false, true])
    func allImports(is64Bit: Bool) throws {
        let imports = SystemAPIFunctions.names.compactMap { name in
            SystemAPIFunctions.type(of: name, is64Bit: is64Bit).map { type in
                """
                (import "ic0" "\(name)" (func \
                (param \(type.parameters.map { "\($0)" }.joined(separator: " "))) \
                (result \(type.results.map { "\($0)" }.joined(separator: " ")))))
                """
            }
        }
        #expect(imports.count > 50)
        _ = try makeGuest("(module \(imports.joined(separator: "\n")) (memory \(is64Bit ? "i64" : "") 1))")
    }

    @Test("cannot mint cycles")
    func uncallable() throws {
        let guest = try makeGuest(
            """
            (module
              (import "ic0" "mint_cycles" (func $mint (param i64) (result i64)))
              (func (export "canister_update mint") (drop (call $mint (i64.const 1)))))
            """)
        #expect(try guest.trap(of: "mint").code == .contractViolation)
    }

    @Test(
        "use no feature that the network lacks",
        arguments: [
            "(module (memory 1 1 shared))",
            "(module (memory 1) (memory 1))",
            "(module (func $f return_call $f))",
            "(module (tag))",
            "(module (type (struct)))",
            "(module (func (param (ref func))))",
            "(module (func (drop (f32x4.relaxed_min (v128.const i64x2 0 0) (v128.const i64x2 0 0)))))",
            "(module (memory 1 (pagesize 1)))",
        ])
    func features(text: String) throws {
        switch try error(of: text) {
        case .invalidModule, .compilationFailed: break
        case let other: Issue.record("\(other)")
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

    @Test("grow no further than a heap can", arguments: [(false, 65_536), (true, 98_304)])
    func heapLimit(is64Bit: Bool, pages: Int) throws {
        let (type, index) = is64Bit ? ("i64", "i64") : ("", "i32")
        let guest = try makeGuest(
            """
            (module
              (memory \(type) 1)
              (func (export "canister_update growAll")
                (if (\(index).ne (memory.grow (\(index).const \(pages - 1))) (\(index).const 1)) (then unreachable))
                (i32.store (\(index).const \(pages * 65_536 - 4)) (i32.const 5)))
              (func (export "canister_update growMore")
                (if (\(index).ne (memory.grow (\(index).const 1)) (\(index).const -1)) (then unreachable))))
            """)
        try guest.update("growAll")
        #expect(guest.heapSize == (is64Bit ? WasmEngine.heapLimit64Bit : WasmEngine.heapLimit))
        try guest.update("growMore")
        guest.rollBack()
        #expect(guest.heapSize == 65_536)
    }
}
