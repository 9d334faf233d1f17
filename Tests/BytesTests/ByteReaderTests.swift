import Testing

@testable import Bytes

@Suite("A byte reader")
struct ByteReaderTests {
    @Test("reads what is there and gives nothing beyond the end, with the position unmoved")
    func reading() {
        var reader = ByteReader([1, 2, 3, 4, 5, 6, 7])
        #expect(reader.peek == 1)
        #expect(reader.readByte() == 1)
        #expect(reader.read(bigEndian: UInt16.self) == 0x0203)
        #expect(reader.read(littleEndian: UInt16.self) == 0x0504)
        #expect(reader.remaining == 2)
        #expect(reader.read(bigEndian: UInt32.self) == nil)
        #expect(reader.readBytes(3) == nil)
        #expect(reader.readRange(-1) == nil)
        #expect(reader.position == 5)
        #expect(reader.readBytes(2) == [6, 7])
        #expect(reader.isAtEnd && reader.peek == nil && reader.readByte() == nil)
        reader.seek(to: 3)
        #expect(reader.readRange(2) == 3..<5)
    }

    @Test("copies any part of an array")
    func copies() {
        let bytes: [UInt8] = [1, 2, 3, 4]
        #expect(bytes.copy(of: 1..<3) == [2, 3])
        #expect(bytes.copy(of: 0..<4) == bytes)
        #expect(bytes.copy(of: 2..<2) == [])
    }
}
