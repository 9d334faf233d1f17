import Testing

@testable import Bytes

@Suite("A byte writer")
struct ByteWriterTests {
    @Test("keeps everything in order over any number of growths")
    func growth() {
        var writer = ByteWriter(capacity: 16)
        var expected: [UInt8] = []
        for number in 0..<300 {
            let byte = UInt8(truncatingIfNeeded: number)
            writer.write(byte)
            writer.write([byte, 1, 2])
            writer.write("text")
            writer.write([9, byte, 8][1...])
            expected += [byte, byte, 1, 2] + Array("text".utf8) + [byte, 8]
        }
        #expect(writer.count == expected.count)
        #expect(writer.bytes == expected)
    }

    @Test("writes integers in both orders")
    func integers() {
        var writer = ByteWriter()
        writer.write(bigEndian: UInt16(0x0102))
        writer.write(littleEndian: UInt32(0x0304_0506))
        writer.write(bigEndian: UInt64(0x0102_0304_0506_0708))
        writer.write(littleEndian: Int16(-2))
        #expect(writer.bytes == [1, 2, 6, 5, 4, 3, 1, 2, 3, 4, 5, 6, 7, 8, 0xfe, 0xff])
    }

    @Test("writes LEB128 in its shortest form", arguments: [
        (0, [0]), (127, [0x7f]), (128, [0x80, 1]), (624_485, [0xe5, 0x8e, 0x26]),
        (UInt64.max, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1]),
    ] as [(UInt64, [UInt8])])
    func leb128(value: UInt64, bytes: [UInt8]) {
        var writer = ByteWriter()
        writer.write(leb128: value)
        #expect(writer.bytes == bytes)
    }

    @Test("writes signed LEB128 in its shortest form", arguments: [
        (0, [0]), (-1, [0x7f]), (63, [0x3f]), (64, [0xc0, 0]), (-64, [0x40]), (-65, [0xbf, 0x7f]),
        (-123_456, [0xc0, 0xbb, 0x78]),
        (Int64.min, [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7f]),
    ] as [(Int64, [UInt8])])
    func signedLEB128(value: Int64, bytes: [UInt8]) {
        var writer = ByteWriter()
        writer.write(signedLEB128: value)
        #expect(writer.bytes == bytes)
    }

    @Test("writes decimal numbers", arguments: [0, 7, 10, 99, 1_000, UInt64.max])
    func decimal(value: UInt64) {
        var writer = ByteWriter()
        writer.write(decimal: value)
        writer.write(UInt8(ascii: " "))
        writer.write(paddedDecimal: value)
        let digits = String(value)
        let padded = String(repeating: "0", count: 20 - digits.count) + digits
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "\(digits) \(padded)")
    }

    @Test("overwrites and cuts off what was written")
    func changes() {
        var writer = ByteWriter()
        writer.write([1, 2, 3, 4])
        writer.overwrite(at: 1, with: 9)
        writer.truncate(to: 3)
        let place = writer.extend(by: 2)
        place.storeBytes(of: 0x0706, as: UInt16.self)
        #expect(writer.bytes == [1, 9, 3, 6, 7])
    }
}
