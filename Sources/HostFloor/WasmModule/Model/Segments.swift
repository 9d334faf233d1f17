/// Where the offset of a segment comes from.
public enum SegmentOffset: Sendable, Equatable {
    /// A constant, as unsigned number.
    case i32(UInt32)
    case i64(UInt64)

    /// Another constant expression: the value of a global, say.
    case other
}

/// A data segment.
public struct DataSegment: Sendable, Equatable {
    /// Where it is put at instantiation; `nil` for a passive segment.
    public let offset: SegmentOffset?

    /// Where its bytes stand in the module.
    public let contents: Range<Int>
}
