/// A type as a message refers to it: a primitive type in place, or the index of an entry in a type table.
///
/// An index means something only together with the ``TypeGraph`` or ``TypeTable`` it came from.
public struct TypeReference: Hashable, Sendable {
    /// The index of the entry, or the negative opcode of a primitive type.
    @usableFromInline let raw: Int32

    @inline(__always)
    init(raw: Int32) { self.raw = raw }

    @inline(__always)
    init(_ kind: TypeKind) { raw = -1 &- Int32(truncatingIfNeeded: kind.rawValue) }

    /// A primitive type; `nil` for kinds that have parts.
    public init?(primitive kind: TypeKind) {
        guard !kind.isComposite else { return nil }
        self.init(kind)
    }

    /// The index in the type table, or `nil` for a primitive type.
    public var index: Int? { raw >= 0 ? Int(raw) : nil }

    public static let null = TypeReference(.null)
    public static let bool = TypeReference(.bool)
    public static let nat = TypeReference(.nat)
    public static let int = TypeReference(.int)
    public static let nat8 = TypeReference(.nat8)
    public static let nat16 = TypeReference(.nat16)
    public static let nat32 = TypeReference(.nat32)
    public static let nat64 = TypeReference(.nat64)
    public static let int8 = TypeReference(.int8)
    public static let int16 = TypeReference(.int16)
    public static let int32 = TypeReference(.int32)
    public static let int64 = TypeReference(.int64)
    public static let float32 = TypeReference(.float32)
    public static let float64 = TypeReference(.float64)
    public static let text = TypeReference(.text)
    public static let reserved = TypeReference(.reserved)
    public static let empty = TypeReference(.empty)
    public static let principal = TypeReference(.principal)
}

/// The type of a value in a message that is being decoded.
public typealias WireType = TypeReference
