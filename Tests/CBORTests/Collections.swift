import Bytes
import CBOR
import Testing
import TestSupport

@Suite("CBOR collections")
struct Collections {
    @Test("are read item by item")
    func pull() throws {
        var writer = ByteWriter()
        writer.writeCBOR(tag: CBORTag.selfDescribe)
        writer.writeCBORMapHeader(2)
        writer.writeCBOR(text: "a")
        writer.writeCBORArrayHeader(3)
        writer.writeCBOR(boolean: true)
        writer.writeCBOR(boolean: false)
        writer.writeCBORNull()
        writer.writeCBOR(text: "b")
        writer.writeCBOR(unsigned: 1)
        #expect(writer.bytes == bytes("d9d9f7 a2 6161 83 f5 f4 f6 6162 01"))

        var reader = CBORReader(writer.bytes)
        #expect(try reader.skipSelfDescribeTag())
        #expect(try !reader.skipSelfDescribeTag())
        var pairs = try reader.readMapHeader()
        #expect(pairs == .definite(2))
        #expect(try reader.next(&pairs))
        #expect(try reader.readText() == [0x61])
        var items = try reader.readArrayHeader()
        #expect(items == .definite(3))
        #expect(try reader.next(&items))
        #expect(try reader.readBoolean())
        #expect(try reader.next(&items))
        let skippedBoolean = reader.skipNull()
        #expect(!skippedBoolean)
        #expect(try !reader.readBoolean())
        #expect(try reader.next(&items))
        let skippedNull = reader.skipNull()
        #expect(skippedNull)
        #expect(try !reader.next(&items))
        #expect(try reader.next(&pairs))
        #expect(throws: CBORError.trailingBytes(offset: 10, count: 3)) { try reader.finish() }
        try reader.skipValue()
        #expect(reader.nextType == .unsigned)
        try reader.skipValue()
        #expect(try !reader.next(&pairs))
        try reader.finish()
    }

    @Test("of another tag are left as they stand")
    func tags() throws {
        var reader = CBORReader(bytes("c1 00"))
        #expect(try !reader.skipSelfDescribeTag())
        #expect(try reader.readTag() == 1)
        #expect(throws: CBORError.unexpected(offset: 1, expected: .tag, found: 0)) { _ = try reader.readTag() }
        #expect(throws: CBORError.unexpected(offset: 1, expected: .boolean, found: 0)) { _ = try reader.readBoolean() }
    }

    @Test("of indefinite length end with a break where that is allowed")
    func indefinite() throws {
        let whole = bytes("9f 01 bf 6161 02 ff ff")
        var strict = CBORReader(whole)
        #expect(throws: CBORError.indefiniteLength(offset: 0)) { _ = try strict.readArrayHeader() }
        var reader = CBORReader(whole, allowsIndefiniteLengths: true)
        var items = try reader.readArrayHeader()
        #expect(items == .indefinite)
        #expect(try reader.next(&items))
        #expect(try reader.readUnsigned() == 1)
        #expect(try reader.next(&items))
        var pairs = try reader.readMapHeader()
        #expect(try reader.next(&pairs))
        try reader.skipValue()
        try reader.skipValue()
        #expect(try !reader.next(&pairs))
        #expect(try !reader.next(&items))
        #expect(try !reader.next(&items))
        try reader.finish()
        var unfinished = CBORReader(bytes("9f"), allowsIndefiniteLengths: true)
        var none = try unfinished.readArrayHeader()
        #expect(throws: CBORError.endOfInput(offset: 1, expected: .item)) { _ = try unfinished.next(&none) }
    }

    @Test(
        "cannot have more items than bytes are left",
        arguments: ["82 00", "a1 00", "a2 000000", "9bffffffffffffffff", "bb7fffffffffffffff0000"])
    func counts(hex: String) throws {
        var reader = CBORReader(bytes(hex))
        let isArray = reader.nextType == .array
        let error = #expect(throws: CBORError.self) {
            _ = isArray ? try reader.readArrayHeader() : try reader.readMapHeader()
        }
        guard case .lengthBeyondEnd(offset: 0, _, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("are passed over up to a depth")
    func depth() throws {
        for (head, tail) in [([0x81], []), ([0xa1, 0x00], []), ([0xd9, 0xd9, 0xf7], []), ([0x9f], [0xff])]
            as [([UInt8], [UInt8])] {
            for levels in [63, 64, 65, 100_000] {
                let whole = Array((0..<levels).map { _ in head }.joined()) + [0] + (0..<levels).flatMap { _ in tail }
                var reader = CBORReader(whole, allowsIndefiniteLengths: true)
                if levels < CBORReader.depthLimit {
                    try reader.skipValue()
                    try reader.finish()
                } else {
                    // In a map the key, before the value that nests on, is as deep.
                    let offset = head[0] == 0xa1 ? 127 : 64 * head.count
                    #expect(throws: CBORError.tooDeep(offset: offset, limit: 64)) { try reader.skipValue() }
                }
                let value = try? CBORValue(decoding: whole, allowsIndefiniteLengths: true)
                #expect((value != nil) == (levels < 64))
            }
        }
    }

    @Test(
        "hold no break of their own and no misplaced simple values",
        arguments: ["ff", "81 ff", "f800", "f81f", "fc", "fe"])
    func simple(hex: String) {
        for allows in [false, true] {
            var reader = CBORReader(bytes(hex), allowsIndefiniteLengths: allows)
            let error = #expect(throws: CBORError.self) { try reader.skipValue() }
            guard case .reservedByte = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
    }
}
