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

    /// `null`.
    public static let null = TypeReference(.null)
    /// `bool`.
    public static let bool = TypeReference(.bool)
    /// `nat`.
    public static let nat = TypeReference(.nat)
    /// `int`.
    public static let int = TypeReference(.int)
    /// `nat8`.
    public static let nat8 = TypeReference(.nat8)
    /// `nat16`.
    public static let nat16 = TypeReference(.nat16)
    /// `nat32`.
    public static let nat32 = TypeReference(.nat32)
    /// `nat64`.
    public static let nat64 = TypeReference(.nat64)
    /// `int8`.
    public static let int8 = TypeReference(.int8)
    /// `int16`.
    public static let int16 = TypeReference(.int16)
    /// `int32`.
    public static let int32 = TypeReference(.int32)
    /// `int64`.
    public static let int64 = TypeReference(.int64)
    /// `float32`.
    public static let float32 = TypeReference(.float32)
    /// `float64`.
    public static let float64 = TypeReference(.float64)
    /// `text`.
    public static let text = TypeReference(.text)
    /// `reserved`.
    public static let reserved = TypeReference(.reserved)
    /// `empty`.
    public static let empty = TypeReference(.empty)
    /// `principal`.
    public static let principal = TypeReference(.principal)
}

/// The type of a value in a message that is being decoded.
public typealias WireType = TypeReference
