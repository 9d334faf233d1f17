/// A label of a hash tree, which orders as labels do: bytewise.
public struct Label: Comparable, Sendable {
    public let bytes: [UInt8]

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public static func < (left: Label, right: Label) -> Bool { left.bytes.precedes(right.bytes) }
}
