/// A position in an array of bytes, which decoders read from.
///
/// Every read checks what is left and gives `nil`, with the position unmoved, when that is not enough: the decoder
/// that asked knows what it expected and makes the error.
public struct ByteReader {
    /// All the bytes, those already read included.
    public let bytes: [UInt8]

    /// The offset in ``bytes`` of the next byte to read.
    public private(set) var position: Int

    /// The offset behind the last byte that may be read.
    public let end: Int

    /// Reads all of an array.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
        self.position = 0
        self.end = bytes.count
    }

    /// The number of bytes not read yet.
    @inline(__always)
    public var remaining: Int { end - position }

    /// Whether everything was read.
    @inline(__always)
    public var isAtEnd: Bool { position == end }

    /// The next byte, without moving on.
    @inline(__always)
    public var peek: UInt8? { position < end ? bytes[position] : nil }

    /// Goes back, or on, to an offset.
    ///
    /// - Precondition: `offset` lies in the bytes.
    public mutating func seek(to offset: Int) {
        precondition(offset >= 0 && offset <= end)
        position = offset
    }

    /// Reads one byte.
    @inline(__always)
    public mutating func readByte() -> UInt8? {
        guard position < end else { return nil }
        defer { position += 1 }
        return bytes[position]
    }

    /// Reads `count` bytes in one copy.
    public mutating func readBytes(_ count: Int) -> [UInt8]? {
        guard let range = readRange(count) else { return nil }
        return bytes.copy(of: range)
    }

    /// Moves over `count` bytes and gives the range they stand in.
    @inline(__always)
    public mutating func readRange(_ count: Int) -> Range<Int>? {
        guard count >= 0, count <= end - position else { return nil }
        defer { position += count }
        return position..<(position + count)
    }

    /// Reads an integer whose most significant byte stands first.
    @inline(__always)
    public mutating func read<Integer: FixedWidthInteger>(bigEndian type: Integer.Type) -> Integer? {
        readRaw(type).map { Integer(bigEndian: $0) }
    }

    /// Reads an integer whose least significant byte stands first.
    @inline(__always)
    public mutating func read<Integer: FixedWidthInteger>(littleEndian type: Integer.Type) -> Integer? {
        readRaw(type).map { Integer(littleEndian: $0) }
    }

    @inline(__always)
    private mutating func readRaw<Integer: FixedWidthInteger>(_ type: Integer.Type) -> Integer? {
        guard let range = readRange(MemoryLayout<Integer>.size) else { return nil }
        return bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: range.lowerBound, as: Integer.self) }
    }
}

extension [UInt8] {
    /// A copy of a part, made with one copy of memory.
    ///
    /// - Precondition: the range lies in the array.
    public func copy(of range: Range<Int>) -> [UInt8] {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return withUnsafeBytes { source in
            Array(unsafeUninitializedCapacity: range.count) { target, initialized in
                // Of raw memory, since a typed copy goes element by element where code is made for size.
                UnsafeMutableRawBufferPointer(target).copyMemory(from: UnsafeRawBufferPointer(rebasing: source[range]))
                initialized = range.count
            }
        }
    }
}
