import Bytes
import SHA256
import Testing

@Suite("A hasher takes a message in pieces")
struct Streaming {
    private let message = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 7) }

    @Test("cut anywhere, with the digest of the whole")
    func cuts() {
        let expected = SHA256.hash(message)
        for cut in 0...message.count {
            var hasher = SHA256()
            hasher.update(message[..<cut])
            hasher.update(message[cut...])
            #expect(hasher.finalize() == expected, "cut at \(cut)")
        }
    }

    @Test("byte by byte")
    func bytes() {
        var hasher = SHA256()
        for byte in message { hasher.update(byte) }
        #expect(hasher.finalize() == SHA256.hash(message))
    }

    @Test("from each kind of source alike")
    func sources() {
        var writer = ByteWriter()
        writer.write("some text")
        var hasher = SHA256()
        hasher.update("some text")
        let expected = hasher.finalize()
        #expect(SHA256.hash(writer) == expected)
        #expect(SHA256.hash("some text") == expected)
        var fromWriter = SHA256()
        fromWriter.update(writer)
        #expect(fromWriter.finalize() == expected)
        var fromDigest = SHA256()
        fromDigest.update(expected)
        #expect(fromDigest.finalize() == SHA256.hash(expected.bytes))
    }

    @Test("and a copy goes on by itself from where it was made")
    func copies() {
        var prefix = SHA256()
        prefix.update(message[..<77])
        for length in [0, 1, 50, 51, 52, 115, 223] {
            var copy = prefix
            copy.update(message[77..<(77 + length)])
            #expect(copy.finalize() == SHA256.hash(Array(message[..<(77 + length)])))
        }
    }

    @Test("as do messages made of a prefix and digests")
    func nodes() {
        let (left, right) = (SHA256.hash("left"), SHA256.hash("right"))
        var one = SHA256()
        one.update("prefix of 23 bytes.....")
        one.update(left)
        #expect(SHA256.hash(prefix: "prefix of 23 bytes.....", left) == one.finalize())
        var two = SHA256()
        two.update("")
        two.update(left)
        two.update(right)
        #expect(SHA256.hash(prefix: "", left, right) == two.finalize())
        var long = SHA256()
        long.update("a prefix that is as long as one may be: 55 bytes in all")
        long.update(left)
        long.update(right)
        #expect(
            SHA256.hash(prefix: "a prefix that is as long as one may be: 55 bytes in all", left, right)
                == long.finalize())
    }
}

@Suite("A midstate keeps a prefix of whole blocks")
struct Midstates {
    private let message = (0..<200).map { UInt8(truncatingIfNeeded: $0 &* 13) }

    @Test("and exists only there")
    func boundaries() {
        for length in 0...200 {
            var hasher = SHA256()
            hasher.update(message[..<length])
            #expect((hasher.midstate != nil) == (length % 64 == 0), "after \(length) bytes")
        }
    }

    @Test("through storage and back")
    func storage() throws {
        for length in [0, 64, 128, 192] {
            var hasher = SHA256()
            hasher.update(message[..<length])
            let midstate = try #require(hasher.midstate)
            #expect(midstate.byteCount == UInt64(length))
            var writer = ByteWriter()
            midstate.write(to: &writer)
            #expect(writer.count == SHA256.Midstate.encodedByteCount)
            var reader = ByteReader(writer.bytes)
            let read = try #require(SHA256.Midstate(from: &reader))
            #expect(read == midstate)
            var resumed = SHA256(read)
            resumed.update(message[length...])
            #expect(resumed.finalize() == SHA256.hash(message))
        }
    }

    @Test("unless bytes are missing")
    func short() {
        var reader = ByteReader([UInt8](repeating: 1, count: 39))
        #expect(SHA256.Midstate(from: &reader) == nil)
        #expect(reader.position == 0)
    }
}

@Suite("A digest is a value of 32 bytes")
struct Digests {
    @Test("made from bytes and giving them back")
    func roundTrip() throws {
        let bytes = (0..<32).map { UInt8($0 * 8) }
        let digest = try #require(Digest(bytes))
        #expect(digest.bytes == bytes)
        #expect(digest.withUnsafeBytes { Array($0) } == bytes)
        #expect(Digest([]) == nil)
        #expect(Digest(Array(bytes.dropLast())) == nil)
        #expect(Digest(bytes + [0]) == nil)
        var writer = ByteWriter()
        writer.write(UInt8(9))
        writer.write(digest)
        #expect(writer.bytes == [9] + bytes)
        var reader = ByteReader(writer.bytes)
        #expect(reader.readByte() == 9)
        #expect(reader.readDigest() == digest)
        #expect(reader.readDigest() == nil)
    }

    @Test("in bytewise order")
    func order() throws {
        for position in 0..<32 {
            var low = [UInt8](repeating: 0x80, count: 32)
            var high = low
            low[position] = 0x01
            high[position] = 0xff
            // What follows the first difference does not count.
            for later in (position + 1)..<33 where later < 32 { low[later] = 0xff }
            let (l, h) = (try #require(Digest(low)), try #require(Digest(high)))
            #expect(l < h)
            #expect(!(h < l))
            #expect(!(l < l))
            #expect(l != h)
        }
    }
}
