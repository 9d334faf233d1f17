import CandidLanguage
import Testing

@Suite("A message's types")
struct TypeTableRules {
    @Test(
        "are taken",
        arguments: [
            ("00 00", "none at all"), ("01 6e71 00", "an entry that nothing uses"),
            ("02 6d7e 6d7e 00", "the same twice"),
            ("01 6d00 00", "one that contains itself"), ("02 6e01 6e00 00", "two that contain each other"),
            ("80 00 00", "a count of entries with more bytes than it needs"), ("00 80 00", "the same for arguments"),
            ("00 01 7c 05", "an argument too many"), ("01 6c02 057f 067f 00", "fields in order"),
            ("01 6b02 007f ffffffff0f7f 00", "the greatest id"), ("01 67 02 abcd 00", "a type of the future"),
            ("02 6a00 0000 6901 03616263 00 00", "a service"), ("01 6a 01 71 01 7d 01 02 00", "an annotation"),
        ])
    func taken(body: String, what: String) throws {
        #expect(try Reading.text(body, at: "()") == "()", "\(what)")
    }

    @Test(
        "are refused",
        arguments: [
            ("00 00 00", "a byte too many"), ("01 6e 00", "an entry that is cut"), ("01 00 00", "an index as an entry"),
            ("02 6e01 00 00", "an index as the second"), ("01 6d01 00", "an index behind the last"),
            ("00 01 00", "an argument of no entry"), ("00 02 7f", "too few arguments"),
            ("00 01 6e7f 00", "an opt in place"),
            ("01 7e 00", "a primitive entry"), ("01 68 00", "a principal as an entry"),
            ("01 6e71 6e71 00", "too many entries"),
            ("00 01 5f", "an opcode that nothing has"), ("01 6c02 057f 057f 00", "a field twice"),
            ("01 6c02 067f 057f 00", "fields out of order"), ("01 6b02 067f 057f 00", "tags out of order"),
            ("01 6c01 8080808010 7f 00", "an id above 32 bits"), ("01 6c02 057f 00", "a field too few"),
            ("02 6a000000 6902 0162 00 0161 00 00", "methods out of order"),
            ("02 6a000000 6902 0161 00 0161 00 00", "a method twice"),
            ("01 6901 0161 68 00", "a method that is a principal"),
            ("02 6e71 6901 0161 00 00", "a method that is an opt"),
            ("02 6a000000 6901 01ff 00 00", "a method's name that is not UTF-8"),
            ("01 6a000001 04 00", "an unknown annotation"),
        ])
    func refused(body: String, what: String) throws {
        #expect(try Reading.text(body, at: "()") == nil, "\(what)")
        #expect(Reading.blind(body) == nil, "\(what)")
    }

    @Test("stand behind the magic bytes")
    func magic() {
        for message in [[], [0x44, 0x49, 0x44], [0x44, 0x49, 0x44, 0x4c], Array("DIDM\0\0".utf8), [0, 0]] as [[UInt8]] {
            #expect(throws: ValueError.self) { try CandidArguments(decoding: message, as: []) }
        }
    }
}
