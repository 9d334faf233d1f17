import Bytes
import CBOR
import Testing
import TestSupport

@Suite("CBOR strings")
struct Strings {
    @Test("are written with their length from every kind of source")
    func writing() {
        var inner = ByteWriter()
        inner.write([1, 2, 3, 4])
        var writer = ByteWriter()
        writer.writeCBOR(bytes: [])
        writer.writeCBOR(bytes: [1, 2, 3, 4])
        writer.writeCBOR(bytes: inner)
        inner.withUnsafeBytes { writer.writeCBOR(bytes: $0) }
        writer.writeCBOR(text: "IETF")
        writer.writeCBOR(utf8: Array("ü".utf8))
        writer.writeCBOR(bytes: [UInt8](repeating: 7, count: 300))
        let expected = "40 4401020304 4401020304 4401020304 6449455446 62c3bc 59012c"
        #expect(writer.bytes == bytes(expected) + [UInt8](repeating: 7, count: 300))
        #expect(CBORSize.string(300) == 303)
        #expect(CBORSize.string(4) == 5)
    }

    @Test("are read as a copy or as a range of the input")
    func reading() throws {
        var reader = CBORReader(bytes("4401020304 6449455446 4401020304 62c3bc"))
        #expect(try reader.readBytes() == [1, 2, 3, 4])
        #expect(try reader.readText() == Array("IETF".utf8))
        #expect(try reader.readBytesRange() == 11..<15)
        let range = try reader.readTextRange()
        #expect(range == 16..<18)
        #expect(reader.bytes(in: range, equal: "ü"))
        #expect(!reader.bytes(in: range, equal: "u"))
        #expect(!reader.bytes(in: range, equal: "üü"))
        #expect(!reader.bytes(in: range, equal: "uu"))
        try reader.finish()
    }

    @Test(
        "cannot be longer than what is left",
        arguments: ["43 0102", "63 6161", "5b7fffffffffffffff 00", "5bffffffffffffffff"])
    func length(hex: String) throws {
        let whole = bytes(hex)
        for allows in [false, true] {
            var reader = CBORReader(whole, allowsIndefiniteLengths: allows)
            let error = #expect(throws: CBORError.self) {
                if whole[0] < 0x60 { _ = try reader.readBytes() } else { _ = try reader.readText() }
            }
            guard case .lengthBeyondEnd(offset: 0, _, let remaining) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(remaining < 3)
        }
    }

    @Test(
        "of text have to be UTF-8",
        arguments: [
            ("e282ac", true), ("f09f8080", true), ("f48fbfbf", true), ("ed9fbf", true), ("ee8080", true),
            ("7f", true), ("c280", true), ("e0a080", true), ("f0908080", true),
            ("80", false), ("bf", false), ("c080", false), ("c1bf", false), ("c3", false), ("c328", false),
            ("e08080", false), ("e09fbf", false), ("eda080", false), ("edbfbf", false), ("e282", false),
            ("e28228", false), ("f0808080", false), ("f08fbfbf", false), ("f4908080", false), ("f5808080", false),
            ("ff", false), ("f09f80", false), ("f09f8028", false), ("fe", false),
        ])
    func utf8(hex: String, isValid: Bool) throws {
        let text = bytes(hex)
        // The standard library agrees.
        #expect((String(validating: text, as: UTF8.self) != nil) == isValid)
        var writer = ByteWriter()
        writer.writeCBOR(utf8: text)
        var reader = CBORReader(writer.bytes)
        var ranges = CBORReader(writer.bytes)
        if isValid {
            #expect(try reader.readText() == text)
            #expect(try ranges.readTextRange() == 1..<(1 + text.count))
        } else {
            #expect(throws: CBORError.invalidUTF8(offset: 0)) { _ = try reader.readText() }
            #expect(throws: CBORError.invalidUTF8(offset: 0)) { _ = try ranges.readTextRange() }
        }
    }

    @Test("may come in chunks where that is allowed")
    func chunks() throws {
        let chunked = bytes("5f 42 0102 40 43 030405 ff")
        var strict = CBORReader(chunked)
        #expect(throws: CBORError.indefiniteLength(offset: 0)) { _ = try strict.readBytes() }
        var reader = CBORReader(chunked, allowsIndefiniteLengths: true)
        #expect(try reader.readBytes() == [1, 2, 3, 4, 5])
        try reader.finish()
        // A chunk of another kind, a chunk of indefinite length itself, no end.
        for (hex, error) in [
            ("5f 61 61 ff", CBORError.unexpected(offset: 1, expected: .bytes, found: 0x61)),
            ("5f 5f 41 00 ff ff", .indefiniteLength(offset: 1)),
            ("5f 41 00", .endOfInput(offset: 3, expected: .bytes)),
        ] {
            var reader = CBORReader(bytes(hex), allowsIndefiniteLengths: true)
            #expect(throws: error) { _ = try reader.readBytes() }
        }
    }
}
