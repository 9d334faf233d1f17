import Testing
import TestSupport

@testable import WasmModule

@Suite("Parsing a module")
struct ParsingTests {
    @Test("tells all sections of a canister")
    func canister() throws {
        let module = try WasmBinary(parsing: ModuleBuilder.canister.bytes)
        #expect(module.types.count == 3)
        #expect(module.types[2] == FunctionType([.i32, .i32]))
        #expect(module.imports.map(\.name) == ["msg_reply", "msg_reply_data_append"])
        #expect(module.imports.first?.kind == .function(type: 1))
        #expect(module.functions == [0, 0])
        #expect(module.tables.first?.limits.maximum == 2)
        #expect(module.memories.first?.minimum == 1)
        #expect(
            module.globals == [GlobalType(value: .i32, isMutable: true), GlobalType(value: .i64, isMutable: false)])
        #expect(module.exports.last == Export(name: "canister_query hello", kind: .function, index: 3))
        #expect(module.dataSegments.map(\.offset) == [.i32(16), nil])
        #expect(module.dataSegments.first.map { Array(module.bytes[$0.contents]) } == [1, 2, 3])
        #expect(module.customSections.map(\.name) == ["name", "producers"])
        #expect(module.importedFunctionCount == 2)
        #expect(module.typeOfFunction(1) == FunctionType([.i32, .i32]))
        #expect(module.typeOfFunction(3) == FunctionType())
        #expect(module.typeOfFunction(4) == nil)
    }

    @Test("takes the smallest module")
    func empty() throws {
        let module = try WasmBinary(parsing: [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])
        #expect(module.sections.isEmpty)
    }

    @Test("refuses what is no module")
    func notWasm() {
        #expect(throws: WasmFormatError.notWasm(found: [0x1f, 0x8b, 8, 0])) {
            try WasmBinary(parsing: [0x1f, 0x8b, 8, 0, 0, 0, 0, 0])
        }
        #expect(throws: WasmFormatError.notWasm(found: [])) { try WasmBinary(parsing: []) }
        #expect(throws: WasmFormatError.unsupportedVersion(found: 0x1000d)) {
            try WasmBinary(parsing: [0, 0x61, 0x73, 0x6d, 13, 0, 1, 0])
        }
    }

    @Test("refuses sections out of order, twice, unknown, or with bytes left")
    func sections() {
        let header: [UInt8] = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]
        #expect(throws: WasmFormatError.sectionOutOfOrder(.type, offset: 11)) {
            try WasmBinary(parsing: header + [3, 1, 0, 1, 1, 0])
        }
        #expect(throws: WasmFormatError.sectionOutOfOrder(.type, offset: 11)) {
            try WasmBinary(parsing: header + [1, 1, 0, 1, 1, 0])
        }
        #expect(throws: WasmFormatError.unexpected(expected: "a section's number (0 to 13)", found: 14, offset: 8)) {
            try WasmBinary(parsing: header + [14, 0])
        }
        #expect(throws: WasmFormatError.bytesLeft(in: "type section", count: 1, offset: 11)) {
            try WasmBinary(parsing: header + [1, 2, 0, 0])
        }
        #expect(throws: WasmFormatError.truncated(expected: "the 5 bytes of the type section", offset: 10)) {
            try WasmBinary(parsing: header + [1, 5, 0])
        }
        #expect(throws: WasmFormatError.countMismatch("function bodies", expected: 1, found: 0)) {
            try WasmBinary(parsing: header + [1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0])
        }
    }

    @Test("refuses indices that refer to nothing")
    func indices() {
        var builder = ModuleBuilder.canister
        builder.addExport("canister_heartbeat", index: 4)
        #expect(
            throws: WasmFormatError.indexOutOfRange(
                space: "function", index: 4, count: 4, offset: builder.bytes.count)
        ) {
            try WasmBinary(parsing: builder.bytes)
        }
        builder = ModuleBuilder.canister
        builder.start = 9
        #expect(throws: WasmFormatError.self) { try WasmBinary(parsing: builder.bytes) }
    }

    @Test("gives an error for every truncation, and never another outcome than an error or a module")
    func truncations() throws {
        let bytes = ModuleBuilder.canister.bytes
        let boundaries = Set([8] + (try WasmBinary(parsing: bytes)).sections.map(\.contents.upperBound))
        for length in 0..<bytes.count {
            let module = try? WasmBinary(parsing: Array(bytes[..<length]))
            // A cut between two sections can leave a whole module; any other cannot.
            #expect(module == nil || boundaries.contains(length), "cut to \(length) bytes")
        }
    }

    @Test("survives every flipped bit and bytes at random")
    func mutations() {
        let bytes = ModuleBuilder.canister.bytes
        var refused = 0
        for position in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[position] ^= 1 << bit
                do { try ModuleValidator().validate(changed) } catch { refused += 1 }
            }
        }
        var generator = SplitMix64(seed: 7)
        for _ in 0..<2_000 {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...12, using: &generator) {
                let position = Int.random(in: 8..<changed.count, using: &generator)
                changed[position] = UInt8.random(in: 0...255, using: &generator)
            }
            do { try ModuleValidator().validate(changed) } catch { refused += 1 }
        }
        #expect(refused > 2_000)
    }
}
