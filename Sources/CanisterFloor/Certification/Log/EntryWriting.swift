import Bytes
import CBOR
import SHA256

/// Writes consecutive entries of a log as CBOR: labeled leaves of 32 bytes, whose labels differ by their digits only.
struct EntryWriting {
    private let prefix: [UInt8]
    private var digits: DecimalIndex
    private let byteCount: Int

    init(prefix: [UInt8], firstIndex: UInt64) {
        self.prefix = prefix
        self.digits = DecimalIndex(firstIndex)
        self.byteCount = EntryWriting.byteCount(prefixCount: prefix.count)
    }

    /// The number of bytes of each entry.
    static func byteCount(prefixCount: Int) -> Int {
        HashTreeNodeWriting.labelByteCount(prefixCount + DecimalIndex.digitCount) + 4 + Digest.byteCount
    }

    /// Appends an entry and goes on to the next.
    mutating func writeNext(value: Digest, to writer: inout ByteWriter) {
        writer.reserve(byteCount)
        writer.write(bigEndian: UInt16(0x8302))
        writer.writeCBORHead(.bytes, UInt64(truncatingIfNeeded: prefix.count &+ DecimalIndex.digitCount))
        let label = writer.extend(by: prefix.count &+ DecimalIndex.digitCount &+ 4 &+ Digest.byteCount)
        prefix.withUnsafeBytes { bytes in
            if let start = bytes.baseAddress { label.copyMemory(from: start, byteCount: bytes.count) }
        }
        digits.store(to: label + prefix.count)
        let leaf = label + prefix.count + DecimalIndex.digitCount
        leaf.storeBytes(of: UInt32(0x8203_5820).bigEndian, as: UInt32.self)
        value.store(to: leaf + 4)
        digits.advance()
    }
}
