// Words of 32 bits, as SHA-256 takes them. wasm has a rotation but no byte swap, and what a compiler makes of a swap of
// 64 bits costs some sixty operators: two rotations and two masks a word cost a fifth of that.

/// A word turned to the right by a number of bits from 1 to 31.
@inline(__always)
func rotate(_ word: UInt32, _ distance: UInt32) -> UInt32 {
    word &>> distance | word &<< (32 &- distance)
}

/// The word whose bytes in memory stand most significant first.
@inline(__always)
func bigEndian(_ word: UInt32) -> UInt32 {
    UInt32(littleEndian: rotate(word, 24) & 0x00ff_00ff | rotate(word, 8) & 0xff00_ff00)
}

/// The word at an offset, most significant byte first.
@inline(__always)
func bigEndianWord(_ address: UnsafeRawPointer, _ offset: Int) -> UInt32 {
    bigEndian(address.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
}
