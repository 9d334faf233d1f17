import Bytes
import SHA256
import Testing
import TestSupport

@Suite("SHA-256 gives the published digests")
struct KnownAnswers {
    @Test(
        "of the messages of FIPS 180-4's examples",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
            (
                "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
                    + "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
                "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
            ),
        ])
    func examples(message: String, expected: String) {
        #expect(hex(SHA256.hash(Array(message.utf8)).bytes) == expected)
    }

    @Test("of a million times the letter a")
    func million() {
        var hasher = SHA256()
        let piece = [UInt8](repeating: 0x61, count: 1000)
        for _ in 0..<1000 { hasher.update(piece) }
        #expect(hasher.byteCount == 1_000_000)
        #expect(hex(hasher.finalize().bytes) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    /// Every length around the ends of blocks, against digests chained into one that another implementation made.
    @Test("of all lengths from 0 to 260")
    func lengths() {
        var all = SHA256()
        for length in 0...260 {
            all.update(SHA256.hash((0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ length) }))
        }
        #expect(hex(all.finalize().bytes) == "0cc209c6224061d707e13bec3a2030c118f26aa54893df4a7789e28ad756a7f0")
    }
}
