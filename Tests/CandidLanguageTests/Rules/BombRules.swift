import CandidLanguage
import Testing

@Suite("Messages that stand for more than they are")
struct BombRules {
    /// A thousand million.
    private static let million = "8094ebdc03"

    @Test(
        "are refused before room is made for what they claim",
        .timeLimit(.minutes(60)),
        arguments: [
            "\(million) 00", "00 \(million)", "00 01 71 \(million) 6162", "00 01 68 01 \(million) 6162",
            "01 6c \(million) 007f 017f", "01 6b \(million) 007f", "01 6a \(million) 7d", "01 69 \(million) 0161",
            "01 6d7e 01 00 \(million) 0000", "01 6d7d 01 00 \(million) 0000", "01 67 \(million) 00",
        ])
    func claims(body: String) throws {
        for types in ["()", "(text)", "(vec bool)", "(opt nat)", "(principal)"] {
            #expect(try Reading.text(body, at: types) == nil, "at \(types)")
        }
        #expect(Reading.blind(body) == nil)
    }

    @Test(
        "are refused where their elements take no bytes",
        .timeLimit(.minutes(60)),
        arguments: [
            ("01 6d7f 01 00 \(million)", "vec null"), ("01 6d70 01 00 \(million)", "vec reserved"),
            ("02 6d01 6c00 01 00 \(million)", "vec record {}"),
            ("03 6d01 6c02 007f 0102 6c01 0070 01 00 \(million)", "vec record { null; record { reserved } }"),
            ("02 6d01 6d7f 01 00 04 ffff3f ffff3f ffff3f ffff3f", "vec vec null"),
        ])
    func emptyElements(body: String, type: String) throws {
        for types in ["()", "(\(type))", "(opt nat)", "(vec opt nat)", "(reserved)"] {
            #expect(try Reading.text(body, at: types) == nil, "at \(types)")
        }
        #expect(Reading.blind(body) == nil)
    }

    @Test("are taken where they are small")
    func smallOnes() throws {
        let nulls = try #require(try Reading.text("01 6d7f 01 00 e807", at: "(vec null)"))
        #expect(nulls.split(separator: ";").count == 1_000)
        #expect(try Reading.text("01 6d7f 01 00 e807", at: "(opt nat)") == "(null)")
        #expect(try Reading.text("01 6d7f 01 00 e807", at: "()") == "()")
    }

    @Test("are refused where types double", .timeLimit(.minutes(60)))
    func doubling() throws {
        // Each record has the one before twice: the last stands for 2^24 nulls, in no bytes.
        var body = "1a 6c02 007f 017f"
        for entry in 0..<23 { body += " 6c02 00\(byte(entry)) 01\(byte(entry))" }
        body += " 6e17 6d18 01 19 02 01 01"
        for types in ["()", "(vec opt record {})", "(opt nat)", "(reserved)"] {
            #expect(try Reading.text(body, at: types) == nil, "at \(types)")
        }
        #expect(Reading.blind(body) == nil)
    }

    @Test("are refused where they nest without an end", .timeLimit(.minutes(60)))
    func depth() throws {
        let body = "01 6e00 01 00 " + String(repeating: "01", count: 100_000) + "00"
        for types in ["()", "(Opt)", "(reserved)", "(opt nat)"] {
            #expect(try Reading.text(body, at: types) == nil, "at \(types)")
        }
        #expect(Reading.blind(body) == nil)
    }

    @Test("tell which limit they are beyond")
    func message() {
        let error = #expect(throws: ValueError.self) {
            try CandidArguments(decoding: Reading.message("01 6d7f 01 00 \(Self.million)"))
        }
        #expect(error?.description.contains("more than the decoding quota allows, 10000 elements without size") == true)
    }

    private func byte(_ number: Int) -> String {
        let digits = String(number, radix: 16)
        return digits.count < 2 ? "0" + digits : digits
    }
}
