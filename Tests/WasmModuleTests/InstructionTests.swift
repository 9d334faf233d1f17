import Testing

@testable import WasmModule

@Suite("Going through instructions")
struct InstructionTests {
    /// The instructions of the only function of a module.
    private func scan(_ instructions: [UInt8], locals: [UInt8] = [0]) throws -> [Instruction] {
        var builder = ModuleBuilder()
        builder.addFunction(instructions, locals: locals)
        let module = try WasmBinary(parsing: builder.bytes)
        var scanner = try InstructionScanner(body: try #require(module.bodies.first), of: module)
        var found: [Instruction] = []
        while scanner.depth > 0 { found.append(try scanner.next()) }
        try scanner.finish()
        return found
    }

    @Test(
        "knows how long each is",
        arguments: [
            ([0x02, 0x40, 0x0b], 2), ([0x03, 0x7f, 0x0b], 2), ([0x04, 0x80, 0x01, 0x05, 0x0b], 3),
            ([0x0c, 0], 1), ([0x0e, 2, 0, 0x81, 1, 0], 1), ([0x10, 0x80, 0x80, 0], 1), ([0x11, 0, 0], 1),
            ([0x1a, 0x1b, 0x1c, 1, 0x7f], 3), ([0x20, 5, 0x24, 0x80, 1], 2), ([0x28, 2, 0x80, 8, 0x37, 3, 0], 2),
            ([0x3f, 0, 0x40, 0], 2), ([0x41, 0xff, 0, 0x42, 0x7f], 2), ([0x43, 1, 2, 3, 4], 1),
            ([0x44, 1, 2, 3, 4, 5, 6, 7, 0x0b], 1), ([0x45, 0xc4], 2), ([0xd0, 0x70, 0xd1, 0xd2, 0], 3),
            ([0xfc, 0, 0xfc, 7], 2), ([0xfc, 8, 0, 0, 0xfc, 9, 0], 2), ([0xfc, 10, 0, 0, 0xfc, 11, 0], 2),
            ([0xfd, 0, 4, 0x80, 1], 1), ([0xfd, 12] + [UInt8](repeating: 0x0b, count: 16), 1),
            ([0xfd, 21, 3, 0xfd, 84, 0, 0, 7, 0xfd, 0xae, 1], 3),
        ] as [([UInt8], Int)])
    func lengths(instructions: [UInt8], count: Int) throws {
        // The end of the body is one more.
        #expect(try scan(instructions).count == count + 1)
    }

    @Test("tells numbers and where instructions stand")
    func constants() throws {
        let found = try scan([0x41, 0x7f, 0x42, 0x80, 0x01, 0x10, 3], locals: [1, 3, 0x7e])
        #expect(found.map(\.constant) == [-1, 128, 3, 0])
        #expect(found.map(\.opcode) == [.i32Const, .i64Const, .call, .end])
        #expect(zip(found, found.dropFirst()).map { $1.offset - $0.offset } == [2, 3, 2])
    }

    @Test(
        "refuses instructions of features that the Internet Computer lacks",
        arguments: [
            ([0x06, 0x40], "exceptions"), ([0x08, 0], "exceptions"), ([0x12, 0], "tail calls"),
            ([0x14, 0], "typed function references"),
            ([0xfb, 0], "garbage collection"), ([0xfe, 0x10, 2, 0], "threads"), ([0xfd, 0x80, 2], "relaxed SIMD"),
            ([0xff], "no known feature"),
        ] as [([UInt8], String)])
    func unsupported(instructions: [UInt8], feature: String) {
        let error = #expect(throws: WasmFormatError.self) { try scan(instructions) }
        guard case .unsupportedInstruction(_, let found, _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(found == feature)
    }

    @Test("refuses bodies whose blocks do not close, or close too early")
    func nesting() {
        #expect(throws: WasmFormatError.self) { try scan([0x02, 0x40]) }
        #expect(throws: WasmFormatError.self) { try scan([0x0b, 0x01]) }
    }
}
