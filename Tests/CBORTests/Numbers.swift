import Bytes
import CBOR
import Testing
import TestSupport

/// Examples of RFC 8949, appendix A, and the edges of each width.
@Suite("CBOR numbers")
struct Numbers {
    static let unsigned: [(UInt64, String)] = [
        (0, "00"), (1, "01"), (10, "0a"), (23, "17"), (24, "1818"), (25, "1819"), (100, "1864"), (255, "18ff"),
        (256, "190100"), (1000, "1903e8"), (65535, "19ffff"), (65536, "1a00010000"), (1_000_000, "1a000f4240"),
        (4_294_967_295, "1affffffff"), (4_294_967_296, "1b0000000100000000"),
        (1_000_000_000_000, "1b000000e8d4a51000"), (.max, "1bffffffffffffffff"),
    ]

    @Test("stand in their shortest form", arguments: unsigned)
    func shortest(value: UInt64, hex: String) throws {
        var writer = ByteWriter()
        writer.writeCBOR(unsigned: value)
        #expect(writer.bytes == bytes(hex))
        #expect(CBORSize.head(value) == writer.count)
        var reader = CBORReader(bytes(hex))
        #expect(try reader.readUnsigned() == value)
        try reader.finish()
    }

    static let signed: [(Int64, String)] = [
        (0, "00"), (-1, "20"), (-10, "29"), (-24, "37"), (-25, "3818"), (-100, "3863"), (-1000, "3903e7"),
        (.max, "1b7fffffffffffffff"), (.min, "3b7fffffffffffffff"),
    ]

    @Test("may be negative", arguments: signed)
    func negative(value: Int64, hex: String) throws {
        var writer = ByteWriter()
        writer.writeCBOR(integer: value)
        #expect(writer.bytes == bytes(hex))
        var reader = CBORReader(bytes(hex))
        #expect(try reader.readInteger() == value)
        try reader.finish()
    }

    @Test("are read in any width", arguments: ["07", "1807", "190007", "1a00000007", "1b0000000000000007"])
    func widths(hex: String) throws {
        var reader = CBORReader(bytes(hex))
        #expect(try reader.readUnsigned() == 7)
        try reader.finish()
    }

    @Test("are refused beyond the type asked for")
    func range() {
        for hex in ["1b8000000000000000", "3b8000000000000000", "3bffffffffffffffff"] {
            var reader = CBORReader(bytes(hex))
            #expect(throws: CBORError.integerOutOfRange(offset: 0)) { _ = try reader.readInteger() }
        }
        var reader = CBORReader(bytes("20"))
        #expect(throws: CBORError.unexpected(offset: 0, expected: .unsigned, found: 0x20)) {
            _ = try reader.readUnsigned()
        }
        #expect(reader.position == 0)
    }

    @Test("of floating point are read in 32 and 64 bits")
    func doubles() throws {
        var writer = ByteWriter()
        writer.writeCBOR(double: 1.1)
        #expect(writer.bytes == bytes("fb3ff199999999999a"))
        var reader = CBORReader(bytes("fb3ff199999999999a fa47c35000"))
        #expect(try reader.readDouble() == 1.1)
        #expect(try reader.readDouble() == 100_000)
        try reader.finish()
        for (hex, end) in [("fb3ff1999999", 6), ("fa47", 2), ("", 0)] {
            var reader = CBORReader(bytes(hex))
            #expect(throws: CBORError.endOfInput(offset: end, expected: .double)) { _ = try reader.readDouble() }
        }
    }

    @Test("have reserved and unfinished heads that are refused")
    func heads() {
        for low: UInt8 in 28...30 {
            var reader = CBORReader([low])
            #expect(throws: CBORError.reservedByte(offset: 0, found: low)) { _ = try reader.readUnsigned() }
        }
        var indefinite = CBORReader([0x1f], allowsIndefiniteLengths: true)
        #expect(throws: CBORError.reservedByte(offset: 0, found: 0x1f)) { _ = try indefinite.readUnsigned() }
        for hex in ["18", "1901", "1a010203", "1b01020304050607"] {
            var reader = CBORReader(bytes(hex))
            let end = hex.utf8.count / 2
            #expect(throws: CBORError.endOfInput(offset: end, expected: .unsigned)) { _ = try reader.readUnsigned() }
        }
    }
}
