extension Fp {
    /// The number of bytes that an element is written in.
    static var byteCount: Int { 48 }

    /// The integer that 48 bytes are, most significant first; `nil` unless it is below p.
    ///
    /// - Precondition: there are 48 bytes.
    init?(bytes: ArraySlice<UInt8>) {
        precondition(bytes.count == Fp.byteCount)
        self.init(words: UInt64.words(bigEndian: bytes))
    }

    /// The integer in 48 bytes, most significant first.
    var bytes: [UInt8] { UInt64.bigEndianBytes(of: words) }

    /// Whether the integer is greater than that of the negative.
    var isGreaterThanNegative: Bool { (-self).words.reversed().lexicographicallyPrecedes(words.reversed()) }
}

extension UInt64 {
    /// The words of an integer whose bytes stand most significant first: words least significant first.
    ///
    /// - Precondition: the number of bytes is a multiple of 8.
    static func words(bigEndian bytes: ArraySlice<UInt8>) -> [UInt64] {
        stride(from: bytes.endIndex, to: bytes.startIndex, by: -8).map { end in
            bytes[end - 8..<end].reduce(0) { $0 << 8 | UInt64($1) }
        }
    }

    /// The bytes, most significant first, of an integer whose words stand least significant first.
    static func bigEndianBytes(of words: [UInt64]) -> [UInt8] {
        words.reversed().flatMap { word in
            stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> $0) }
        }
    }
}
