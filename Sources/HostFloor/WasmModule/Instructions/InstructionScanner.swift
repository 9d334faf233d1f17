/// Goes through the instructions of an expression, one after the other.
///
/// It knows the instructions that the Internet Computer takes: WebAssembly 1.0, sign extension, saturating conversions,
/// several results, bulk memory, reference types and 128-bit vectors. At others it stops with an error, as it does not
/// know how long they are. It follows the nesting of blocks, not the types of operands.
public struct InstructionScanner {
    var reader: FormatReader

    /// How many blocks are open. The expression itself is one; 0 behind its end.
    public private(set) var depth = 1

    init(reader: FormatReader) {
        self.reader = reader
    }

    /// Begins at the first instruction of a function's body, behind its locals.
    public init(body: Range<Int>, of module: WasmBinary) throws(WasmFormatError) {
        reader = FormatReader(module.bytes, body)
        let groups = try reader.count(of: "groups of locals")
        for _ in 0..<groups {
            _ = try reader.u32("the number of locals in a group")
            _ = try reader.valueType()
        }
    }

    /// The next instruction. Not to be called behind the end of the expression.
    public mutating func next() throws(WasmFormatError) -> Instruction {
        let offset = reader.offset
        let first = try reader.byte("an instruction")
        let opcode =
            switch first {
            case 0xfb...0xfe: Opcode(prefix: first, try reader.u32("the number of an instruction"))
            default: Opcode(UInt32(first))
            }
        let constant = try readImmediates(of: opcode, at: offset)
        switch opcode {
        case .block, .loop, .if: depth += 1
        case .end: depth -= 1
        default: break
        }
        return Instruction(opcode: opcode, offset: offset, constant: constant)
    }

    /// Checks that the expression fills its bytes.
    public func finish() throws(WasmFormatError) { try reader.finish("function body") }

    private mutating func readImmediates(of opcode: Opcode, at offset: Int) throws(WasmFormatError) -> Int64 {
        switch Immediates(opcode) {
        case .none: return 0
        case .blockType: _ = try reader.signed(bits: 33, "a block's type")
        case .index: return Int64(try reader.u32("an index"))
        case .twoIndices:
            _ = try reader.u32("an index")
            _ = try reader.u32("an index")
        case .labels:
            for _ in 0...(try reader.count(of: "labels")) { _ = try reader.u32("a label") }
        case .types:
            for _ in 0..<(try reader.count(of: "types")) { _ = try reader.valueType() }
        case .referenceType: _ = try reader.valueType()
        case .i32: return try reader.signed(bits: 32, "a number")
        case .i64: return try reader.signed(bits: 64, "a number")
        case .bytes(let count): _ = try reader.range(count, "\(count) bytes of an instruction")
        case .memoryArgument(let lane):
            let start = reader.offset
            let alignment = try reader.u32("the alignment of a memory access")
            guard alignment < 64 else {
                throw .unexpected(expected: "an alignment below 64", found: UInt64(alignment), offset: start)
            }
            _ = try reader.u64("the offset of a memory access")
            _ = try reader.range(lane, "the lane of a vector")
        case .unsupported(let feature): throw .unsupportedInstruction(opcode, feature: feature, offset: offset)
        }
        return 0
    }
}
