// Words of 32 bits, as SHA-256 takes them.

/// A word turned to the right by a number of bits from 1 to 31.
@inline(__always)
func rotate(_ word: UInt32, _ distance: UInt32) -> UInt32 {
    word &>> distance | word &<< (32 &- distance)
}

/// Every other byte of a word.
///
/// This is a variable that nothing changes, and visible outside of the module, so that the optimizer cannot know its
/// value. If it did, it would see that ``bigEndian(_:)`` is a byte swap, for which wasm has no operator and the compiler
/// puts nineteen; as written here it takes ten.
@usableFromInline nonisolated(unsafe) var everyOtherByte: UInt32 = 0x00ff_00ff

/// The word whose bytes in memory stand most significant first.
@inline(__always)
func bigEndian(_ word: UInt32) -> UInt32 {
    let mask = everyOtherByte
    return UInt32(littleEndian: rotate(word, 24) & mask | rotate(word & mask, 8))
}

/// The word at an offset, most significant byte first.
@inline(__always)
func bigEndianWord(_ address: UnsafeRawPointer, _ offset: Int) -> UInt32 {
    bigEndian(address.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
}
