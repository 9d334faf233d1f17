import Candid
import CandidLanguage
import TestSupport
import Testing

@Suite("Values are read from text and printed")
struct ValueTextTests {
    private func printed(_ text: String) throws -> String { try CandidArguments(parsing: text).description }

    @Test(
        "in the form of the reference tool",
        arguments: [
            ("()", "()"), ("(42 : nat,)", "(42 : nat)"), ("(0x1F, 1_000, -5, +7)", "(31, 1000, -5, 7)"),
            ("(1.5e3, -0.25, 1., 0x1.8p3)", "(1.5e3, -0.25, 1., 0x1.8p3)"),
            (
                "(1.5e3 : float64, 1 : float32, nan : float64, -inf : float32)",
                "(1500.0 : float64, 1.0 : float32, nan : float64, -inf : float32)"
            ),
            ("(true, false, null, (1 : reserved))", "(true, false, null, null : reserved)"),
            ("(opt opt 1, opt (2 : nat8))", "(opt opt 1, opt (2 : nat8))"),
            ("(vec { 1 : nat; 2 : nat; }, vec {})", "(vec { 1 : nat; 2 : nat }, vec {})"),
            (
                "(record { text = \"hi\"; 5 = 1 : nat8; \"x y\" = blob \"\\00\\ff\\41\\\"\" })",
                "(record { 5 = 1 : nat8; \"x y\" = blob \"\\00\\ffA\\22\"; text = \"hi\" })"
            ),
            ("(record { 1; \"a\"; 5 = 2; 3 })", "(record { 1; \"a\"; 5 = 2; 3 })"),
            ("(variant { Ok }, variant { \"Err\" = \"e\" ; })", "(variant { Ok }, variant { Err = \"e\" })"),
            (
                "(principal \"aaaaa-aa\", service \"2vxsx-fae\", func \"aaaaa-aa\".\"a b\")",
                "(principal \"aaaaa-aa\", service \"2vxsx-fae\", func \"aaaaa-aa\".\"a b\")"
            ),
            ("(\"\\u{1F600} \\\\ \\t\\n\\41\" /* c */) // end", "(\"😀 \\\\ \\t\\nA\")"),
            ("((null : opt nat), opt (vec {} : vec Room))", "(null : opt nat, opt (vec {} : vec Room))"),
            ("(0xffffffffffffffffffff : nat)", "(1208925819614629174706175 : nat)"),
        ])
    func forms(text: String, expected: String) throws {
        #expect(try printed(text) == expected)
        #expect(try printed(expected).count > 0)
    }

    @Test(
        "or refused with the place and what was expected",
        arguments: [
            ("42", "1:1: error: expected '(', found '42'"),
            ("(1 2)", "1:4: error: expected ',' or ')', found '2'"),
            ("(record { a = 1; a = 2 })", "1:18: error: the field 'a' stands here twice"),
            ("(300 : nat8)", "1:2: error: expected a value of nat8, found 300"),
            ("(-1 : nat)", "1:2: error: expected a value of nat, found -1"),
            ("(1.5 : int)", "1:2: error: expected a value of int, found 1.5"),
            ("(1__0)", "1:2: error: '1__0' is no number"), ("(0x)", "1:2: error: '0x' is no number"),
            ("(1e)", "1:2: error: '1e' is no number"),
            (
                "(principal \"aaaaa-ab\")",
                "1:12: error: Principal is not written in its canonical form, which is aaaaa-aa"
            ),
            ("(variant { a; b })", "1:15: error: expected '}': a variant has one tag, found 'b'"),
            (
                "(vec { 1; 2",
                "1:12: error: expected ';' or '}', found the end of the file: '{' of line 1, column 6 is not closed"
            ),
            ("(hello)", "1:2: error: expected a value, found 'hello'"),
            ("(\"\\ff\")", "1:2: error: the text is not UTF-8"),
            ("() ()", "1:4: error: expected the end of the arguments, found '('"),
        ])
    func errors(text: String, expected: String) {
        do {
            Issue.record("was read as \(try CandidArguments(parsing: text, file: "v"))")
        } catch { #expect("\(error)" == "v:" + expected) }
    }

    @Test("with limits for nesting, and for digits, whose conversion takes time")
    func limits() {
        let deep = "(" + String(repeating: "opt ", count: 100_000) + "1)"
        #expect(throws: InterfaceError.self) { try CandidArguments(parsing: deep) }
        let brackets = String(repeating: "(", count: 100_000)
        #expect(throws: InterfaceError.self) { try CandidArguments(parsing: brackets) }
        let digits = "(" + String(repeating: "9", count: 100_000) + ")"
        #expect(throws: InterfaceError.self) { try CandidArguments(parsing: digits) }
    }

    @Test("wherever a valid text is cut or changed, to a value that prints and reads the same or a located error")
    func mutations() throws {
        let valid = Array(
            ("(42 : nat, record { a = -0x1F; \"x y\" = blob \"\\00\\ff\"; opt opt 1.5 }, "
                + "vec { principal \"aaaaa-aa\" }, (null : opt nat), variant { Ok = func \"aaaaa-aa\".m })")
                .utf8)
        var random = SplitMix64(seed: 11)
        var refused = 0
        func check(_ bytes: [UInt8]) {
            do throws(InterfaceError) {
                let read = try CandidArguments(parsing: String(decoding: bytes, as: UTF8.self))
                let again = try CandidArguments(parsing: read.description)
                #expect(again.description == read.description)
            } catch {
                refused += 1
                #expect(error.location.line > 0 && error.location.column > 0)
            }
        }
        for length in 0..<valid.count { check(Array(valid[..<length])) }
        for _ in 0..<4_000 {
            var bytes = valid
            for _ in 0...random.next() % 3 {
                bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
            }
            check(bytes)
        }
        #expect(refused > 3_000)
    }
}
