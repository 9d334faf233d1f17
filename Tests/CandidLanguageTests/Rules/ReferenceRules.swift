import Testing

@Suite("References")
struct ReferenceRules {
    /// The principal `w7x7r-cok77-xa` in a message.
    private static let canister = "01 03 caffee"

    @Test(
        "are read at their types and at those of which they are subtypes",
        arguments: [
            ("01 6900 01 00 \(canister)", "(service {})", "(service \"w7x7r-cok77-xa\")"),
            ("01 6900 01 00 \(canister)", "(principal)", "(principal \"w7x7r-cok77-xa\")"),
            (
                "02 6a 01 71 01 7d 00 6901 0161 00 01 01 \(canister)", "(service { a : (text) -> (nat) })",
                "(service \"w7x7r-cok77-xa\")"
            ),
            (
                "02 6a 01 71 01 7d 00 6901 0161 00 01 01 \(canister)", "(service { a : (text) -> (int) })",
                "(service \"w7x7r-cok77-xa\")"
            ),
            (
                "02 6a 00 00 00 6902 0161 00 0162 00 01 01 \(canister)", "(service { b : () -> () })",
                "(service \"w7x7r-cok77-xa\")"
            ),
            ("01 6a 00 00 00 01 00 01 \(canister) 02 6d65", "(func () -> ())", "(func \"w7x7r-cok77-xa\".me)"),
            (
                "01 6a 00 00 00 01 00 01 \(canister) 03 612062", "(func () -> (opt nat))",
                "(func \"w7x7r-cok77-xa\".\"a b\")"
            ),
            (
                "01 6a 01 71 01 7d 01 01 01 00 01 \(canister) 01 61", "(func (text, nat) -> () query)",
                "(func \"w7x7r-cok77-xa\".a)"
            ),
            (
                "01 6a 00 00 01 02 01 00 01 \(canister) 04 f09f9082", "(func () -> () oneway)",
                "(func \"w7x7r-cok77-xa\".\"🐂\")"
            ),
            (
                "01 6a 00 00 01 03 01 00 01 \(canister) 01 61", "(opt func () -> () composite_query)",
                "(opt func \"w7x7r-cok77-xa\".a)"
            ),
        ])
    func values(body: String, types: String, expected: String) throws {
        #expect(try Reading.text(body, at: types) == expected)
    }

    @Test(
        "are refused at others, and null within an option",
        arguments: [
            ("01 6900 01 00 \(canister)", "service { a : () -> () }"),
            ("02 6a 00 00 00 6901 0161 00 01 01 \(canister)", "service { a : () -> () query }"),
            ("02 6a 00 00 01 01 6901 0161 00 01 01 \(canister)", "service { a : () -> () }"),
            ("02 6a 01 7d 00 00 6901 0161 00 01 01 \(canister)", "service { a : (int) -> () }"),
            ("01 6a 00 00 00 01 00 01 \(canister) 01 61", "func () -> (nat)"),
            ("01 6a 01 7d 00 00 01 00 01 \(canister) 01 61", "func () -> ()"),
            ("00 01 68 \(canister)", "service {}"), ("01 6900 01 00 \(canister)", "func () -> ()"),
            ("00 01 68 \(canister)", "text"),
        ])
    func mismatches(body: String, type: String) throws {
        #expect(try Reading.text(body, at: "(\(type))") == nil)
        #expect(try Reading.text(body, at: "(opt \(type))") == "(null)")
    }

    @Test(
        "are refused wherever their bytes are none",
        arguments: [
            "01 6900 01 00 00", "01 6900 01 00 01 03 caff", "01 6900 01 00 01 03 caffee 00",
            "01 6a000000 01 00 00 01 00",
            "01 6a000000 01 00 01 00 00 00", "01 6a000000 01 00 01 01 00 01 ff", "01 6a000000 01 00 01 01 00 02 61",
            "00 01 68 01 1e 000000000000000000000000000000000000000000000000000000000000",
        ])
    func malformed(body: String) throws {
        for types in ["()", "(reserved)", "(opt nat)", "(service {})", "(func () -> ())", "(principal)"] {
            #expect(try Reading.text(body, at: types) == nil, "at \(types)")
        }
        #expect(Reading.blind(body) == nil)
    }

    @Test("of all kinds become messages")
    func encoding() throws {
        #expect(
            try Reading.message(
                of: "(service \"w7x7r-cok77-xa\")", at: "(service { b : () -> (); a : (nat) -> () oneway })")
                == "4449444c" + "03" + "6902" + "016101" + "016202" + "6a017d000102" + "6a000000" + "0100"
                + "0103caffee")
        #expect(
            try Reading.message(of: "(func \"aaaaa-aa\".\"a b\")", at: "(func (text) -> (nat) query)")
                == "4449444c" + "01" + "6a0171017d0101" + "0100" + "010100" + "03612062")
    }
}
