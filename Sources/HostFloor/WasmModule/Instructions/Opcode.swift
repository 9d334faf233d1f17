/// The number of an instruction: one byte, or a prefix byte and a number behind it.
public struct Opcode: Hashable, Sendable {
    /// The byte `0xfb` to `0xfe` before the number, or 0 for an instruction of one byte.
    public let prefix: UInt8
    public let number: UInt32

    public init(_ number: UInt32) {
        self.prefix = 0
        self.number = number
    }

    public init(prefix: UInt8, _ number: UInt32) {
        self.prefix = prefix
        self.number = number
    }
}

extension Opcode {
    public static let unreachable = Opcode(0x00)
    public static let nop = Opcode(0x01)
    public static let block = Opcode(0x02)
    public static let loop = Opcode(0x03)
    public static let `if` = Opcode(0x04)
    public static let `else` = Opcode(0x05)
    public static let end = Opcode(0x0b)
    public static let call = Opcode(0x10)
    public static let tableSet = Opcode(0x26)
    public static let i32Const = Opcode(0x41)
    public static let i64Const = Opcode(0x42)
    public static let tableInit = Opcode(prefix: 0xfc, 12)
    public static let tableCopy = Opcode(prefix: 0xfc, 14)
    public static let tableGrow = Opcode(prefix: 0xfc, 15)
    public static let tableFill = Opcode(prefix: 0xfc, 17)
}

extension Opcode: CustomStringConvertible {
    public var description: String {
        let digits = "0x" + String(number, radix: 16)
        return prefix == 0 ? digits : "0x" + String(prefix, radix: 16) + " " + digits
    }
}

/// An instruction in an expression.
public struct Instruction: Sendable, Equatable {
    public let opcode: Opcode

    /// Where it stands in the module.
    public let offset: Int

    /// The number that `i32.const` and `i64.const` push, the index that `call` calls; 0 for all others.
    public let constant: Int64
}
