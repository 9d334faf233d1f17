import Bytes
import Candid
import Testing
import TestSupport

@Suite("Principals")
struct PrincipalTests {
    private static let samples: [(text: String, hex: String)] = [
        ("aaaaa-aa", ""),
        ("2vxsx-fae", "04"),
        ("w7x7r-cok77-xa", "caffee"),
        ("rwlgt-iiaaa-aaaaa-aaaaa-cai", "00000000000000000101"),
        (
            "kj67s-b5v2y-ahlkr-kmume-xbow6-zwbtj-j4j3m-ae46e-qqrcu-uxiby-yae",
            "b5d60075aa2a65184b85d6f66c19a53c4ed80273c484222a52e80e3002"
        ),
        (
            "sqdfl-mr4km-2hfjy-gajqo-xqvh7-hf4mf-nra4i-3it6l-neaw4-soolw-tae",
            "3c533472a7060260ebc2a7f9cbc615b10711b44fcb69016e49ce5da602"
        ),
    ]

    @Test("Text and bytes turn into each other", arguments: samples)
    func knownTexts(sample: (text: String, hex: String)) throws {
        let principal = try Principal(bytes: bytes(sample.hex))
        #expect(principal.text == sample.text)
        #expect(principal.description == sample.text)
        #expect(try Principal(text: sample.text) == principal)
        #expect(principal.bytes == bytes(sample.hex))
        #expect(principal.count == sample.hex.count / 2)
    }

    @Test func namedPrincipals() throws {
        #expect(Principal.managementCanister.text == "aaaaa-aa")
        #expect(Principal.managementCanister.bytes == [])
        #expect(Principal.anonymous.bytes == [4])
        #expect(Principal.anonymous.isAnonymous)
        #expect(!Principal.managementCanister.isAnonymous)
        #expect(try !Principal(bytes: [4, 0]).isAnonymous)
        let digest = [UInt8](repeating: 7, count: 28)
        #expect(try Principal.selfAuthenticating(digest: digest).bytes == digest + [2])
        #expect(throws: PrincipalError.digestLength(count: 27)) {
            try Principal.selfAuthenticating(digest: [UInt8](repeating: 7, count: 27))
        }
    }

    @Test("Every length survives text, memory and a message")
    func everyLength() throws {
        var random = SplitMix64(seed: 1)
        for count in 0...29 {
            for _ in 0..<8 {
                let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
                let principal = try Principal(bytes: bytes)
                #expect(principal.bytes == bytes)
                #expect(try Principal(text: principal.text) == principal)
                #expect(principal.text == referenceText(bytes))
                #expect(try decode(CandidEncoder.encode(principal), as: Principal.self) == principal)
                var writer = ByteWriter()
                writer.write(principal)
                #expect(writer.bytes == bytes)
            }
        }
    }

    @Test("The order is that of the bytes")
    func order() throws {
        var random = SplitMix64(seed: 2)
        // Few different bytes and lengths, so that many share a beginning.
        let all = (0..<200).map { _ in
            (0..<Int.random(in: 0...29, using: &random)).map { _ in UInt8.random(in: 0...1, using: &random) }
        }
        for left in all {
            for right in all {
                let one = try Principal(bytes: left)
                let other = try Principal(bytes: right)
                #expect((one < other) == left.lexicographicallyPrecedes(right))
                #expect((one == other) == (left == right))
            }
        }
    }

    @Test func refusesWhatIsNoPrincipal() {
        #expect(throws: PrincipalError.tooLong(count: 30)) { try Principal(bytes: [UInt8](repeating: 0, count: 30)) }
        #expect(throws: PrincipalError.tooShort(count: 0)) { try Principal(text: "") }
        #expect(throws: PrincipalError.tooShort(count: 5)) { try Principal(text: "aaaaa") }
        #expect(throws: PrincipalError.invalidCharacter(0x31, offset: 2)) { try Principal(text: "aa1aa-aa") }
        #expect(throws: PrincipalError.invalidCharacter(0xc3, offset: 0)) { try Principal(text: "éaaaa-aa") }
        #expect(throws: PrincipalError.checksumMismatch(expected: 0, found: 0x100)) { try Principal(text: "aaaac-aa") }
        #expect(throws: PrincipalError.tooLong(count: 1000)) {
            try Principal(text: String(repeating: "a", count: 1000))
        }
    }

    @Test(
        "Only the canonical text is taken",
        arguments: ["2VXSX-FAE", "2vxsxfae", "2vxsx-fae-", "-2vxsx-fae", "2vxs-xfae", "2vxsx--fae"])
    func canonicalText(text: String) {
        #expect(throws: PrincipalError.notCanonical(.anonymous)) { try Principal(text: text) }
    }

    @Test("Bits that fill no byte must be zero")
    func strayBits() {
        #expect(throws: PrincipalError.notCanonical(.managementCanister)) { try Principal(text: "aaaaa-ab") }
    }

    @Test func messagesTellWhatIsWrong() {
        #expect(PrincipalError.notCanonical(.anonymous).description.hasSuffix("which is 2vxsx-fae"))
        #expect(PrincipalError.tooLong(count: 30).description == "Principal is longer than 29 bytes: 30")
        #expect(
            PrincipalError.checksumMismatch(expected: 0xabc, found: 1).description
                == "Principal has a wrong checksum: expected 00000abc, found 00000001")
    }
}

/// The text made bit by bit, as the specification tells it.
private func referenceText(_ bytes: [UInt8]) -> String {
    var checksum: UInt32 = 0xffff_ffff
    for byte in bytes {
        checksum ^= UInt32(byte)
        for _ in 0..<8 { checksum = checksum & 1 == 1 ? checksum >> 1 ^ 0xedb8_8320 : checksum >> 1 }
    }
    checksum = ~checksum
    let all = (0..<4).map { UInt8(truncatingIfNeeded: checksum >> (24 - 8 * UInt32($0))) } + bytes
    var bits = all.flatMap { byte in (0..<8).map { byte >> (7 - UInt8($0)) & 1 } }
    while bits.count % 5 != 0 { bits.append(0) }
    let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567")
    var text = ""
    for (position, start) in stride(from: 0, to: bits.count, by: 5).enumerated() {
        if position > 0 && position % 5 == 0 { text.append("-") }
        text.append(alphabet[bits[start..<start + 5].reduce(0) { $0 << 1 | Int($1) }])
    }
    return text
}
