/// The kind of a data item: the upper three bits of its first byte (RFC 8949, section 3.1).
public enum CBORMajorType: UInt8, Sendable {
    case unsigned = 0
    case negative = 1
    case bytes = 2
    case text = 3
    case array = 4
    case map = 5
    case tag = 6
    /// Booleans, null, floating point numbers and the break of an indefinite length.
    case simple = 7
}

/// Numbers of tags that the Internet Computer uses.
public enum CBORTag {
    /// Says of what follows that it is CBOR (RFC 8949, section 3.4.6). Its three bytes are `d9 d9 f7`.
    public static let selfDescribe: UInt64 = 55799
}
