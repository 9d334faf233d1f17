import Candid
import Testing
import TestSupport

@Suite("Texts as bytes")
struct TextTests {
    @Test(
        "UTF-8 is told from other bytes",
        arguments: [
            ("", true), ("61", true), ("7f", true), ("00", true), ("c3a9", true), ("e29883", true), ("f09d849e", true),
            ("c280", true), ("dfbf", true), ("e0a080", true), ("ed9fbf", true), ("ee8080", true), ("efbfbf", true),
            ("f0908080", true), ("f48fbfbf", true), ("6162636465666768c3a96162", true),
            ("80", false), ("bf", false), ("c0", false), ("c080", false), ("c1bf", false), ("c3", false),
            ("c361", false),
            ("e0809f", false), ("e09f80", false), ("e298", false), ("e29861", false), ("eda080", false),
            ("edbfbf", false),
            ("f0808080", false), ("f08fbfbf", false), ("f09d84", false), ("f09d8461", false), ("f4908080", false),
            ("f5808080", false), ("ff", false), ("fe", false), ("616263646566676861ff", false),
            ("61626364656667c3", false),
        ])
    func validation(digits: String, isValid: Bool) {
        let bytes = bytes(digits)
        #expect((Text(utf8: bytes) != nil) == isValid)
        #expect((String(validating: bytes, as: UTF8.self) != nil) == isValid)
        let message = didl("00 01 71") + [UInt8(bytes.count)] + bytes
        #expect(errorDecoding(message, as: Text.self)?.reason == (isValid ? nil : .invalidUTF8))
        #expect(errorDecoding(message, as: String.self)?.reason == (isValid ? nil : .invalidUTF8))
        #expect(errorDecoding(message, as: Reserved.self)?.reason == (isValid ? nil : .invalidUTF8))
    }

    @Test("Random bytes are judged as the standard library judges them")
    func randomBytes() {
        var random = SplitMix64(seed: 4)
        let likely: [UInt8] = [
            0x61, 0x7f, 0x80, 0xbf, 0xc2, 0xdf, 0xe0, 0xe1, 0xed, 0xef, 0xf0, 0xf1, 0xf4, 0x9f, 0xa0, 0x8f,
        ]
        var valid = 0
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...9, using: &random)).map { _ in likely.randomElement(using: &random) ?? 0
            }
            let isValid = String(validating: bytes, as: UTF8.self) != nil
            #expect((Text(utf8: bytes) != nil) == isValid)
            valid += isValid ? 1 : 0
        }
        #expect(valid > 100)
    }

    @Test("Texts compare by their bytes")
    func comparison() {
        // The same characters, in other bytes: equal as `String`, not as `Text`.
        #expect("e\u{301}" == "é")
        #expect(Text("e\u{301}" as String) != Text("é" as String))
        #expect(Text("a") < "b")
        #expect(Text("a") < "aa")
        #expect(!(Text("b") < "aa"))
        #expect(Text("é") == Text(utf8: [0xc3, 0xa9]))
        #expect(Text.empty.isEmpty)
        #expect(Text("é").description == "é")
    }

    @Test("Texts are made of literals, numbers and principals")
    func interpolation() {
        let text: Text = "\(Principal.anonymous) sent \(5 as UInt64) of \(-3) \(Text("bytes"))"
        #expect(text.string == "2vxsx-fae sent 5 of -3 bytes")
    }
}
