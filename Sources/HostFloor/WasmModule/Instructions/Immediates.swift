/// What follows an instruction's number in the binary format.
enum Immediates {
    case none
    case blockType

    /// One index, or two.
    case index
    case twoIndices

    /// `br_table`: a list of labels and one more.
    case labels

    /// `select`: a list of types.
    case types

    /// `ref.null`.
    case referenceType
    case i32
    case i64

    /// That many bytes.
    case bytes(Int)

    /// Alignment and offset of a memory access, then that many bytes.
    case memoryArgument(lane: Int)

    /// An instruction that is not taken.
    case unsupported(feature: String)

    init(_ opcode: Opcode) {
        switch opcode.prefix {
        case 0: self = Self.plain(opcode.number)
        case 0xfc: self = Self.bulk(opcode.number)
        case 0xfd: self = Self.vector(opcode.number)
        case 0xfb: self = .unsupported(feature: "garbage collection")
        case 0xfe: self = .unsupported(feature: "threads")
        default: self = .unsupported(feature: "no known feature")
        }
    }

    private static func plain(_ number: UInt32) -> Immediates {
        switch number {
        case 0x00, 0x01, 0x05, 0x0b, 0x0f, 0x1a, 0x1b: .none
        case 0x02, 0x03, 0x04: .blockType
        case 0x06...0x0a, 0x18, 0x19, 0x1f: .unsupported(feature: "exceptions")
        case 0x0c, 0x0d, 0x10: .index
        case 0x0e: .labels
        case 0x11: .twoIndices
        case 0x12, 0x13: .unsupported(feature: "tail calls")
        case 0x14, 0x15, 0xd4...0xd6: .unsupported(feature: "typed function references")
        case 0x1c: .types
        case 0x20...0x26: .index
        case 0x28...0x3e: .memoryArgument(lane: 0)
        case 0x3f, 0x40: .index
        case 0x41: .i32
        case 0x42: .i64
        case 0x43: .bytes(4)
        case 0x44: .bytes(8)
        case 0x45...0xc4: .none
        case 0xd0: .referenceType
        case 0xd1: .none
        case 0xd2: .index
        case 0xd3: .unsupported(feature: "garbage collection")
        default: .unsupported(feature: "no known feature")
        }
    }

    private static func bulk(_ number: UInt32) -> Immediates {
        switch number {
        case 0...7: .none
        case 8, 10, 12, 14: .twoIndices
        case 9, 11, 13, 15, 16, 17: .index
        case 19...22: .unsupported(feature: "wide arithmetic")
        default: .unsupported(feature: "no known feature")
        }
    }

    private static func vector(_ number: UInt32) -> Immediates {
        switch number {
        case 0...11, 92, 93: .memoryArgument(lane: 0)
        case 12, 13: .bytes(16)
        case 21...34: .bytes(1)
        case 84...91: .memoryArgument(lane: 1)
        case 0...255: .none
        case 256...0x1ff: .unsupported(feature: "relaxed SIMD")
        default: .unsupported(feature: "no known feature")
        }
    }
}
