import Testing

@testable import WasmModule

@Suite("Checking a module by a replica's rules")
struct ValidatorTests {
    private func error(_ builder: ModuleBuilder, limits: ModuleLimits = ModuleLimits()) -> ModuleValidationError? {
        do throws(ModuleValidationError) {
            try ModuleValidator(limits: limits).validate(builder.bytes)
            return nil
        } catch { return error }
    }

    private func changed(_ change: (inout ModuleBuilder) -> Void) -> ModuleValidationError? {
        var builder = ModuleBuilder.canister
        change(&builder)
        return error(builder)
    }

    @Test("takes a canister and tells its entry points and size")
    func canister() throws {
        let valid = try ModuleValidator().validate(ModuleBuilder.canister.bytes)
        #expect(valid.entryPoints == [.initialize, .query("hello")])
        #expect(valid.instructionCount == 2 + 6)
    }

    @Test("takes each entry point of the specification")
    func entryPoints() throws {
        let names = [
            "canister_init", "canister_pre_upgrade", "canister_post_upgrade", "canister_inspect_message",
            "canister_heartbeat", "canister_global_timer", "canister_on_low_wasm_memory", "canister_update a b",
            "canister_query ", "canister_composite_query ü",
        ]
        var builder = ModuleBuilder.canister
        builder.exports = []
        for name in names { builder.addExport(name, index: 2) }
        let valid = try ModuleValidator().validate(builder.bytes)
        #expect(valid.entryPoints.map(\.exportName) == names)
        #expect(valid.entryPoints.compactMap(\.method) == ["a b", "", "ü"])
    }

    @Test("tells names apart by their bytes, also where Unicode calls them equal")
    func namesAreBytes() throws {
        let names = ["canister_update caf\u{e9}", "canister_query cafe\u{301}", "canister_query \u{301}e"]
        var builder = ModuleBuilder.canister
        builder.exports = []
        for name in names { builder.addExport(name, index: 2) }
        let valid = try ModuleValidator().validate(builder.bytes)
        #expect(valid.entryPoints.map { Array($0.exportName.utf8) } == names.map { Array($0.utf8) })
        #expect(valid.entryPoints.compactMap(\.method).map(\.utf8.count) == [5, 6, 3])
    }

    @Test(
        "refuses exports that look like entry points",
        arguments: [
            "canister_start_up", "canister_update", "canister_updates x", "canister_queryx", "canister_",
        ])
    func unknownEntryPoint(name: String) {
        #expect(changed { $0.addExport(name, index: 2) } == .unknownEntryPoint(export: name))
    }

    @Test("takes exports of other names, and tells a builder of them")
    func otherExports() throws {
        var builder = ModuleBuilder.canister
        builder.addExport("helper", index: 2)
        builder.addExport("__indirect_function_table", kind: 1)
        let valid = try ModuleValidator().validate(builder.bytes)
        #expect(ModuleValidator.unexpectedExports(of: valid.module).map(\.name) == ["helper"])
    }

    @Test("refuses entry points of another kind or type")
    func entryPointType() {
        #expect(
            changed { $0.addExport("canister_heartbeat", kind: 2) }
                == .entryPointNotFunction(export: "canister_heartbeat"))
        #expect(
            changed { $0.addExport("canister_heartbeat", index: 1) }
                == .entryPointOfWrongType(export: "canister_heartbeat", found: FunctionType([.i32, .i32])))
    }

    @Test("refuses a name exported twice, a method exported under two kinds, and names of the replica's own")
    func duplicates() {
        #expect(changed { $0.addExport("canister_init", index: 2) } == .duplicateExport(name: "canister_init"))
        #expect(changed { $0.addExport("canister_update hello", index: 2) } == .duplicateMethod(name: "hello"))
        #expect(changed { $0.addExport("canister_composite_query hello", index: 2) } == .duplicateMethod(name: "hello"))
        #expect(
            changed { $0.addExport("canister counter_instructions", index: 2) }
                == .reservedExport(name: "canister counter_instructions"))
    }

    @Test("refuses imports that are not functions of ic0 with their very types")
    func imports() {
        #expect(
            changed {
                $0.imports[0] = ModuleBuilder.name("wasi_snapshot_preview1") + ModuleBuilder.name("fd_write") + [0, 1]
            }
                == .unknownImport(module: "wasi_snapshot_preview1", name: "fd_write"))
        #expect(
            changed { $0.imports[0] = ModuleBuilder.name("ic0") + ModuleBuilder.name("msg_replied") + [0, 1] }
                == .unknownImport(module: "ic0", name: "msg_replied"))
        #expect(
            changed { $0.imports[0] = ModuleBuilder.name("ic0") + ModuleBuilder.name("msg_reply") + [0, 2] }
                == .importOfWrongType(name: "msg_reply", expected: FunctionType(), found: FunctionType([.i32, .i32])))
        #expect(
            changed { $0.imports.append(ModuleBuilder.name("ic0") + ModuleBuilder.name("g") + [3, 0x7f, 0]) }
                == .importOfOtherKind(module: "ic0", name: "g"))
    }

    @Test("asks for 64-bit sizes where the memory has 64-bit addresses")
    func memory64() {
        var builder = ModuleBuilder.canister
        builder.memories = [[4, 1]]
        #expect(
            error(builder)
                == .importOfWrongType(
                    name: "msg_reply_data_append", expected: FunctionType([.i64, .i64]),
                    found: FunctionType([.i32, .i32])))
        builder.types[2] = [0x60, 2, 0x7e, 0x7e, 0]
        builder.bodies[1] = [10, 0, 0x42, 0, 0x42, 0, 0x10, 1, 0x01, 0x01, 0x0b]
        #expect(error(builder) == nil)
        builder.types[1] = [0x60, 0, 1, 0x7f]
        builder.imports[0] = ModuleBuilder.name("ic0") + ModuleBuilder.name("stable_size") + [0, 1]
        #expect(error(builder) == .unknownImport(module: "ic0", name: "stable_size"))
    }

    @Test("refuses several memories, shared memory and exception tags")
    func memories() {
        #expect(changed { $0.memories.append([0, 1]) } == .severalMemories(count: 2))
        #expect(changed { $0.memories = [[3, 1, 2]] } == .sharedMemory)
        let header: [UInt8] = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0]
        #expect(throws: ModuleValidationError.tagSection) {
            try ModuleValidator().validate(header + [13, 3, 1, 0, 0])
        }
    }

    @Test("refuses a start function that takes or gives something")
    func start() {
        #expect(changed { $0.start = 2 } == nil)
        #expect(changed { $0.start = 1 } == .startOfWrongType(found: FunctionType([.i32, .i32])))
    }

    @Test("refuses data segments whose offset is not a constant")
    func dataSegments() {
        #expect(changed { $0.data.append([0, 0x23, 0, 0x0b, 0]) } == .dataSegmentNotConstant(index: 2))
    }

    @Test(
        "refuses what would change the table",
        arguments: [
            ([0x26, 0], "table.set"), ([0xfc, 12, 0, 0], "table.init"), ([0xfc, 14, 0, 0], "table.copy"),
            ([0xfc, 15, 0], "table.grow"), ([0xfc, 17, 0], "table.fill"),
        ] as [([UInt8], String)])
    func forbidden(instruction: [UInt8], name: String) {
        let error = changed { $0.addFunction(instruction) }
        guard case .forbiddenInstruction(let found, let function, _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(found == name)
        #expect(function == 4)
        // table.get, table.size and ref.func only read it.
        #expect(changed { $0.addFunction([0x25, 0, 0xfc, 16, 0, 0xd2, 2]) } == nil)
    }

    @Test("passes on why a module is malformed")
    func malformed() {
        #expect(throws: ModuleValidationError.malformed(.notWasm(found: [1, 2]))) {
            try ModuleValidator().validate([1, 2])
        }
        let error = changed { $0.addFunction([0xfe, 0x10, 2, 0]) }
        guard case .malformed(.unsupportedInstruction(_, "threads", _))? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
