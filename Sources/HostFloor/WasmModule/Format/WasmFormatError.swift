/// Why bytes are not a module in WebAssembly's binary format.
///
/// Every case names the offset, in bytes from the module's start, at which the fault was noticed.
public enum WasmFormatError: Error, Equatable, Sendable {
    /// The bytes do not begin with `00 61 73 6d`.
    case notWasm(found: [UInt8])

    /// The format's version is not 1.
    case unsupportedVersion(found: UInt32)

    /// The bytes end, or a section or a function body does, where more is needed.
    case truncated(expected: String, offset: Int)

    /// A LEB128 integer is longer, or has more bits, than its type.
    case integerTooLong(bits: Int, offset: Int)

    /// A byte or a number has a value that the format does not know, or not here.
    case unexpected(expected: String, found: UInt64, offset: Int)

    /// A name is not UTF-8.
    case nameNotUTF8(offset: Int)

    /// A section comes twice, or after one that it must precede.
    case sectionOutOfOrder(SectionID, offset: Int)

    /// A section or a function body has bytes left behind its contents.
    case bytesLeft(in: String, count: Int, offset: Int)

    /// Two parts of a module that belong together differ in their counts.
    case countMismatch(String, expected: Int, found: Int)

    /// An index refers to nothing.
    case indexOutOfRange(space: String, index: Int, count: Int, offset: Int)

    /// An instruction of a feature of WebAssembly that the Internet Computer does not have, or of no known one.
    case unsupportedInstruction(Opcode, feature: String, offset: Int)
}

extension WasmFormatError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notWasm(let found):
            let hex = found.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }
            return "not a WebAssembly module: expected the bytes 00 61 73 6d at its start, found "
                + (hex.isEmpty ? "none" : hex.joined(separator: " "))
        case .unsupportedVersion(let found):
            return "expected version 1 of WebAssembly's binary format, found version \(found)"
        case .truncated(let expected, let offset):
            return "truncated at byte \(offset): expected \(expected)"
        case .integerTooLong(let bits, let offset):
            return "the LEB128 integer at byte \(offset) does not fit \(bits) bits"
        case .unexpected(let expected, let found, let offset):
            return "expected \(expected) at byte \(offset), found 0x\(String(found, radix: 16))"
        case .nameNotUTF8(let offset):
            return "the name at byte \(offset) is not valid UTF-8"
        case .sectionOutOfOrder(let section, let offset):
            return "the \(section) section at byte \(offset) comes twice or too late"
        case .bytesLeft(let part, let count, let offset):
            return "\(count) bytes are left at byte \(offset) behind the contents of the \(part)"
        case .countMismatch(let part, let expected, let found):
            return "expected \(expected) \(part), found \(found)"
        case .indexOutOfRange(let space, let index, let count, let offset):
            return "\(space) index \(index) at byte \(offset) refers to nothing: there are \(count)"
        case .unsupportedInstruction(let opcode, let feature, let offset):
            return "the instruction \(opcode) at byte \(offset) is not supported: it belongs to \(feature)"
        }
    }
}
