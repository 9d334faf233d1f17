import SHA256
import Testing
import TestSupport

@Suite("SHA-224 gives the published digests")
struct SHA224Tests {
    @Test(
        "of the messages of FIPS 180-4's examples",
        arguments: [
            ("", "d14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f"),
            ("abc", "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "75388b16512776cc5dba5da1fd890150b0c6455cb4f58b1952522525"
            ),
        ])
    func examples(message: String, expected: String) {
        #expect(hex(SHA224.hash(Array(message.utf8))) == expected)
        #expect(SHA224.hash(Array(message.utf8)).count == SHA224.byteCount)
    }
}
