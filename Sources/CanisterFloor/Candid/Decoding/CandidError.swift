/// Why a message could not be decoded, and where.
public struct CandidError: Error, Equatable, Sendable {
    /// One pointer, since an error travels through every function that decodes: large ones make all of them large.
    private let storage: Storage

    private final class Storage: Sendable {
        let reason: Reason
        let offset: Int
        let part: Part

        init(_ reason: Reason, _ offset: Int, _ part: Part) {
            self.reason = reason
            self.offset = offset
            self.part = part
        }
    }

    /// What is wrong.
    public var reason: Reason { storage.reason }

    /// The offset in the message of the byte at which it was noticed.
    public var offset: Int { storage.offset }

    /// The part of the message that was being decoded.
    public var part: Part { storage.part }

    /// Makes an error; decoders have ``CandidDecoder/error(_:)``, which knows offset and part.
    @inline(never)
    public init(_ reason: Reason, offset: Int, part: Part) {
        self.storage = Storage(reason, offset, part)
    }

    /// Compares reason, offset and part.
    public static func == (left: CandidError, right: CandidError) -> Bool {
        left.reason == right.reason && left.offset == right.offset && left.part == right.part
    }

    /// A part of a message.
    public enum Part: Equatable, Sendable {
        /// The magic bytes, the type table and the types of the arguments. The bytes are those of the message, up to
        /// ``CandidError/headerBytesShown``.
        case header(message: [UInt8])
        /// The argument with this position, from 0 on.
        case argument(Int)
        /// An argument with this position was asked for, but the message has no more.
        case noMoreArguments(Int)
        /// The arguments were all read.
        case end
    }

    /// How many bytes of a message are shown when its header is wrong.
    public static let headerBytesShown = 256

    /// What can be wrong with a message.
    public enum Reason: Equatable, Sendable {
        // Types that do not fit: an `opt` around such a value becomes null.

        /// A value of one type stands where another is expected.
        case mismatch(expected: TypeKind, found: TypeKind)
        /// A record lacks a field whose type is not `opt`, `null` or `reserved`. The name may be empty.
        case missingField(id: UInt32, name: FixedText)
        /// A variant has a tag that is not expected.
        case unexpectedTag(id: UInt32)
        /// The type of a function or a service is no subtype of the expected one.
        case notASubtype(TypeKind)

        // Messages that are not Candid.

        /// The message ends within what was being read.
        case truncated(needed: Int, remaining: Int)
        /// The message does not begin with `DIDL`.
        case magic
        /// A LEB128 number is greater than what it counts or names can be.
        case numberTooLarge
        /// An entry of the type table has an opcode that cannot stand there.
        case invalidTypeOpcode(Int64)
        /// A type refers to an entry that the table does not have, or to what is no primitive type.
        case invalidTypeReference(Int64, entries: Int)
        /// The field ids of a record or variant do not ascend strictly.
        case fieldIDsNotAscending(previous: UInt32, id: UInt32)
        /// The method names of a service do not ascend strictly.
        case methodNamesNotAscending
        /// A method of a service has a type that is not a function.
        case methodIsNotFunction
        /// A function has an annotation that is not known.
        case invalidAnnotation(UInt8)
        /// A boolean is neither 0 nor 1.
        case invalidBool(UInt8)
        /// An option begins with neither 0 nor 1.
        case invalidOption(UInt8)
        /// A text or a name is not UTF-8.
        case invalidUTF8
        /// A variant has a position that its type does not have.
        case invalidTagPosition(UInt64, count: Int)
        /// A principal, function or service is an opaque reference, which nobody can follow.
        case opaqueReference(UInt8)
        /// A principal has more than 29 bytes.
        case principalTooLong(Int)
        /// A value of type `empty`, which has none.
        case emptyValue
        /// Bytes follow the last value.
        case trailingBytes(Int)

        // Messages that ask too much, and what the receiver itself demands.

        /// Reading on would exceed a limit of the quota.
        case quotaExceeded(QuotaLimit, limit: Int)
        /// The message has no such argument, and its type is not `opt`, `null` or `reserved`.
        case missingArgument
        /// A rule of the receiver's own.
        case invalidValue(FixedText)
    }

    /// Whether the value is well formed but of another type, so that an `opt` around it becomes null.
    public var isMismatch: Bool {
        switch reason {
        case .mismatch, .missingField, .unexpectedTag, .notASubtype: true
        default: false
        }
    }
}
