import Bytes

extension CandidError: CustomStringConvertible {
    /// A message that tells what was being decoded, what is wrong, and where.
    ///
    /// It begins as the messages of the released Rust library do, which clients and their tests know.
    public var description: String {
        var writer = ByteWriter(capacity: 128)
        writeMessage(into: &writer)
        return writer.text
    }

    /// Writes ``description`` as UTF-8, without making a `String`.
    public func writeMessage(into writer: inout ByteWriter) {
        switch part {
        case .header(let message):
            writer.write("Cannot parse header ")
            for byte in message { writer.write(hex: byte) }
            if message.count == Self.headerBytesShown { writer.write("...") }
        case .argument(let position):
            writer.write("Fail to decode argument ")
            writer.write(decimal: UInt64(position))
        case .noMoreArguments(let position):
            writer.write("No more values on the wire, argument ")
            writer.write(decimal: UInt64(position))
        case .end:
            writer.write("Trailing value after finishing deserialization")
        }
        writer.write(": ")
        writeReason(into: &writer)
        writer.write(" at byte offset ")
        writer.write(decimal: UInt64(offset))
    }

    private func writeReason(into writer: inout ByteWriter) {
        switch reason {
        case .mismatch(let expected, let found):
            writer.write("expected ")
            writer.write(expected.name)
            writer.write(", found ")
            writer.write(found.name)
        case .missingField(let id, let name):
            writer.write("field ")
            writer.write(name.text)
            writer.write(" (id ", UInt64(id), ") is missing and its type is not opt, null, or reserved")
        case .unexpectedTag(let id):
            writer.write("variant tag with id ", UInt64(id), " is not expected")
        case .notASubtype(let kind):
            writer.write("the type of the ")
            writer.write(kind.name)
            writer.write(" is no subtype of the expected one")
        case .truncated(let needed, let remaining):
            writer.write("needs ", UInt64(needed), " more bytes")
            writer.write(", found ", UInt64(remaining), "")
        case .magic:
            writer.write("expected the bytes 4449444c (DIDL)")
        case .numberTooLarge:
            writer.write("LEB128 number is too large")
        case .invalidTypeOpcode(let opcode):
            writer.write("type table has opcode ")
            writer.write(decimal: opcode)
            writer.write(", expected a composite type, -18 to -23")
        case .invalidTypeReference(let reference, let entries):
            writer.write("type reference ")
            writer.write(decimal: reference)
            writer.write(" is neither a primitive type nor one of ", UInt64(entries), " entries")
        case .fieldIDsNotAscending(let previous, let id):
            writer.write("field id ", UInt64(id), "")
            writer.write(" follows ", UInt64(previous), ", expected ascending ids")
        case .methodNamesNotAscending:
            writer.write("expected method names in ascending order")
        case .methodIsNotFunction:
            writer.write("a service has a method whose type is not a function")
        case .invalidAnnotation(let byte):
            writer.write("function annotation is ", UInt64(byte), ", expected 1, 2 or 3")
        case .invalidBool(let byte):
            writer.write("bool is ", UInt64(byte), ", expected 0 or 1")
        case .invalidOption(let byte):
            writer.write("opt begins with ", UInt64(byte), ", expected 0 or 1")
        case .invalidUTF8:
            writer.write("text is not UTF-8")
        case .invalidTagPosition(let position, let count):
            writer.write("variant has tag number ", position, "")
            writer.write(", its type has ", UInt64(count), " tags")
        case .opaqueReference(let byte):
            writer.write("reference begins with ", UInt64(byte), ", expected 1: opaque references are not supported")
        case .principalTooLong(let count):
            writer.write("principal has ", UInt64(count), " bytes, expected 29 at most")
        case .emptyValue:
            writer.write("type empty has no values")
        case .trailingBytes(let count):
            writer.write("expected the end, found ", UInt64(count), " more bytes")
        case .quotaExceeded(let limit, let most):
            writer.write("message needs more than the decoding quota allows, ", UInt64(most), " ")
            writer.write(limit.name)
        case .missingArgument:
            writer.write("the argument is missing and its type is not opt, null, or reserved")
        case .invalidValue(let rule):
            writer.write(rule.text)
        }
    }
}

extension QuotaLimit {
    /// What the limit counts.
    var name: StaticString {
        switch self {
        case .work: "units of work"
        case .skipping: "units of skipped work"
        case .depth: "nested values"
        case .typeEntries: "entries in the type table"
        case .typeMembers: "parts of types"
        case .zeroSizedElements: "elements without size"
        case .numberBytes: "bytes of a number"
        case .messageBytes: "bytes"
        }
    }
}

extension ByteWriter {
    @inline(never)
    fileprivate mutating func write(_ before: StaticString, _ number: UInt64, _ after: StaticString) {
        write(before)
        write(decimal: number)
        write(after)
    }
}
