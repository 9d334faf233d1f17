@testable import HTTPCertification
import Bytes
import Foundation
import Testing

@Suite("Base 64")
struct Base64Encoding {
    private func encoded(_ bytes: [UInt8]) -> String {
        var writer = ByteWriter()
        bytes.withUnsafeBytes { writer.write(base64: $0) }
        #expect(writer.count == Base64.encodedCount(bytes.count))
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test(
        "is as RFC 4648 has it, section 10",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ])
    func vectors(text: String, expected: String) {
        #expect(encoded(Array(text.utf8)) == expected)
    }

    @Test("has a character for each six bits", arguments: 0...4)
    func all(shift: Int) {
        let bytes = (0..<(256 * 3 + shift)).map { UInt8(truncatingIfNeeded: $0 * 7 + $0 / 256) }
        #expect(encoded(bytes) == Data(bytes).base64EncodedString())
    }
}
