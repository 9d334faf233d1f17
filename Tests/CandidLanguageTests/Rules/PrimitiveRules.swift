import Testing

@Suite("Values without parts")
struct PrimitiveRules {
    static let values: [(type: String, opcode: String, text: String, bytes: String)] = [
        ("null", "7f", "null", ""), ("bool", "7e", "false", "00"), ("bool", "7e", "true", "01"),
        ("nat", "7d", "0 : nat", "00"), ("nat", "7d", "127 : nat", "7f"), ("nat", "7d", "624485 : nat", "e58e26"),
        ("nat", "7d", "18446744073709551616 : nat", "80808080808080808002"),
        ("int", "7c", "-1 : int", "7f"), ("int", "7c", "63 : int", "3f"), ("int", "7c", "64 : int", "c000"),
        ("int", "7c", "-64 : int", "40"), ("int", "7c", "-65 : int", "bf7f"), ("int", "7c", "-123456 : int", "c0bb78"),
        ("nat8", "7b", "254 : nat8", "fe"), ("nat16", "7a", "513 : nat16", "0102"),
        ("nat32", "79", "4294967295 : nat32", "ffffffff"), ("nat64", "78", "1 : nat64", "0100000000000000"),
        ("int8", "77", "-128 : int8", "80"), ("int16", "76", "-2 : int16", "feff"),
        ("int32", "75", "-2 : int32", "feffffff"),
        ("int64", "74", "-9223372036854775808 : int64", "0000000000000080"),
        ("float32", "73", "1.5 : float32", "0000c03f"), ("float32", "73", "-0.0 : float32", "00000080"),
        ("float32", "73", "inf : float32", "0000807f"), ("float32", "73", "1e-45 : float32", "01000000"),
        ("float64", "72", "-0.25 : float64", "000000000000d0bf"),
        ("float64", "72", "nan : float64", "000000000000f87f"),
        ("float64", "72", "1.7976931348623157e+308 : float64", "ffffffffffffef7f"),
        ("text", "71", "\"\"", "00"), ("text", "71", "\"a☃\"", "0461e29883"),
        ("reserved", "70", "null : reserved", ""), ("principal", "68", "principal \"w7x7r-cok77-xa\"", "0103caffee"),
    ]

    @Test("go both ways", arguments: values)
    func bothWays(type: String, opcode: String, text: String, bytes: String) throws {
        let body = "00 01 \(opcode) \(bytes)"
        #expect(try Reading.text(body, at: "(\(type))") == "(\(text))")
        #expect(Reading.blind(body) == "(\(text))")
        #expect(try Reading.message(of: "(\(text))", at: "(\(type))") == "4449444c0001\(opcode)\(bytes)")
    }

    @Test("have all their bytes and no more, whether they are asked for or not", arguments: values)
    func lengths(type: String, opcode: String, text: String, bytes: String) throws {
        for wanted in ["(\(type))", "()", "(reserved)", "(opt \(type))"] {
            #expect(try Reading.text("00 01 \(opcode) \(bytes) 00", at: wanted) == nil)
            guard !bytes.isEmpty else { continue }
            #expect(try Reading.text("00 01 \(opcode) \(bytes.dropLast(2))", at: wanted) == nil)
        }
    }

    @Test(
        "may have more bytes than their number needs",
        arguments: [
            ("7d", "nat", "8000", "0 : nat"), ("7d", "nat", "ff8000", "127 : nat"), ("7c", "int", "ff7f", "-1 : int"),
            ("7c", "int", "808000", "0 : int"), ("71", "text", "818000 61", "\"a\""),
        ])
    func overlong(opcode: String, type: String, bytes: String, text: String) throws {
        #expect(try Reading.text("00 01 \(opcode) \(bytes)", at: "(\(type))") == "(\(text))")
    }

    @Test(
        "are refused where nothing is meant by their bytes",
        arguments: ["7e 02", "7e ff", "71 02 c328", "71 01 e2", "6f", "68 00", "68 02 00", "7d 80", "7c ff"])
    func meaningless(value: String) throws {
        for types in ["()", "(reserved)", "(opt empty)", "(bool)", "(text)", "(principal)"] {
            #expect(try Reading.text("00 01 \(value)", at: types) == nil, "at \(types)")
        }
        #expect(Reading.blind("00 01 \(value)") == nil)
    }

    @Test("are read at their own type, reserved, and an int where they are a nat")
    func types() throws {
        #expect(try Reading.text("00 01 7d 80 01", at: "(int)") == "(128 : int)")
        for (body, types) in [
            ("00 01 7c 01", "(nat)"), ("00 01 7b 01", "(nat)"), ("00 01 7d 01", "(nat8)"), ("00 01 7f", "(bool)"),
            ("00 01 70", "(null)"), ("00 01 7e 01", "(null)"), ("00 01 73 00000000", "(float64)"),
            ("00 01 71 00", "(blob)"),
        ] {
            #expect(try Reading.text(body, at: types) == nil, "\(body) at \(types)")
            #expect(try Reading.text(body, at: "(reserved)") == "(null : reserved)")
        }
    }

    @Test("that are missing at the end are null where they can be")
    func missing() throws {
        #expect(try Reading.text("00 00", at: "(null, opt nat, reserved)") == "(null, null, null : reserved)")
        #expect(try Reading.text("00 01 7d 05", at: "(nat, opt nat)") == "(5 : nat, null)")
        for type in ["bool", "nat", "text", "vec nat", "record {}", "variant { a }", "principal", "empty"] {
            #expect(try Reading.text("00 00", at: "(\(type))") == nil)
        }
    }
}
