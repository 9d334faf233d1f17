import CandidLanguage
import TestSupport
import Testing

@Suite("What is wrong in a .did file is told with its place")
struct ParsingErrorTests {
    @Test(
        "and with what was expected",
        arguments: [
            ("type A = nat\ntype B = nat", "2:1: error: expected ';', found 'type'"),
            ("type A = ;", "1:10: error: expected a type, found ';'"),
            ("type opt = nat", "1:6: error: 'opt' is a word of the language: expected another name for the type"),
            ("type A = B", "1:10: error: nothing defines the type 'B'"),
            ("type A = nat;\n type A = int", "2:7: error: 'A' is defined twice, first at a.did:1:6"),
            ("type A = B; type B = A", "1:6: error: 'A' stands for itself: expected a type with parts in between"),
            ("type A = record { a : nat; a : int }", "1:28: error: the field 'a' stands here twice"),
            (
                "type A = variant { a; b }; type B = record { a : nat; 97 : nat }",
                "1:55: error: the fields 'a' and '97' have the same id, 97: rename one"
            ),
            (
                "type A = record { 4294967296 : nat }",
                "1:19: error: the label 4294967296 is too large: expected a number up to 4294967295"
            ),
            (
                "type A = record { 4294967295 : nat; nat }",
                "1:37: error: the label 4294967296 is too large: expected a number up to 4294967295"
            ),
            ("type A = record { 1__0 : nat }", "1:19: error: '1__0' is no number"),
            ("type A = record { -1 : nat }", "1:19: error: '-1' is no number"),
            (
                "service : {\n f : () -> ();\n\"f\" : () -> () }",
                "3:1: error: the method 'f' is declared twice, first at a.did:2:2"
            ),
            (
                "type F = nat; service : { f : F }",
                "1:31: error: expected a function type, found 'F', which is the type 'nat'"
            ),
            ("type S = vec nat; service : S", "1:29: error: expected a service type, found 'S', which is a vec"),
            (
                "service : { f : () -> (nat) oneway }",
                "1:23: error: a oneway function has no results: expected '()' after '->'"
            ),
            (
                "service : { f : () -> () query oneway }",
                "1:32: error: found 'oneway', but a function has one annotation at most"
            ),
            ("service : { f : nat }", "1:17: error: expected '(' or the name of a function type, found 'nat'"),
            ("service : { f : () }", "1:20: error: expected '->', found '}'"),
            ("service : {} type A = nat", "1:14: error: expected the end of the file, found 'type'"),
            ("service", "1:8: error: expected ':' or the name of the service, found the end of the file"),
            ("hello", "1:1: error: expected 'type', 'import' or 'service', found 'hello'"),
            (
                "type A = record {\n a : nat;",
                "2:10: error: expected a type, found the end of the file: '{' of line 1, column 17 is not closed"
            ),
            (
                "service : { f : (nat",
                "1:21: error: expected ',' or ')', found the end of the file: '(' of line 1, column 17 is not closed"
            ),
            ("\n /* /* */ x", "2:2: error: the comment is not closed"),
            ("type A = record { \"ü : nat }", "1:19: error: the text is not closed"),
            ("type A = record { \"ü\" : § }", "1:25: error: the character '§' has no meaning here"),
            (
                #"type A = record { "\q" : nat }"#,
                "1:20: error: '\\q' is no escape: expected \\n, \\r, \\t, \\\\, \\\", \\', two hexadecimal digits, or "
                    + "\\u{…}"
            ),
            (
                #"type A = record { "\u{d800}" : nat }"#,
                "1:20: error: '\\u{d800' is no escape: expected \\n, \\r, \\t, \\\\, \\\", \\', two hexadecimal "
                    + "digits, or \\u{…}"
            ),
            (#"type A = record { "\ff" : nat }"#, "1:19: error: the text is not UTF-8"),
            (
                "type F = func (service { m : F }) -> (); service : {}",
                "1:26: error: the method 'm' has the type 'F', which contains this service: give the service a name"
            ),
            ("import \"b.did\";", "1:8: error: there is no file 'b.did' to import"),
        ])
    func messages(text: String, expected: String) {
        #expect(message(text) == "a.did:" + expected)
    }

    @Test("if it asks more than the limits allow")
    func limits() {
        let deep = "type A = " + String(repeating: "opt ", count: 200_000) + "nat"
        #expect(message(deep) == "a.did:1:414: error: more than 100 levels of nesting")
        let brackets = "type A = " + String(repeating: "record { ", count: 100_000)
        #expect(message(brackets)?.hasSuffix("more than 100 levels of nesting") == true)
        let definitions = (0...2_000).map { "type A\($0) = nat;" }.joined(separator: "\n")
        #expect(message(definitions) == "a.did:2001:6: error: more than 2000 definitions")
        let long = String(repeating: " ", count: 1 << 20 + 1)
        #expect(message(long) == "a.did:1:1: error: more than 1048576 bytes of text")
        // A long type that many methods name would be printed for each.
        let fields = (0..<2_000).map { "\($0) : nat" }.joined(separator: "; ")
        let methods = (0..<2_000).map { "m\($0) : F" }.joined(separator: "; ")
        let many = "type F = func (record { \(fields) }) -> (); service : { \(methods) }"
        #expect(message(many)?.hasSuffix("more than 200000 types, fields and methods, or values") == true)
    }

    @Test("wherever a valid file is cut or changed")
    func mutations() {
        let valid = Array(
            """
            // doc
            type A = record { "x \\41" : nat /* y */; opt B; 0x1F : blob }; type F = func (A, r : text) -> (nat) query;
            type B = variant { Ok; Err : text; 5 : service { m : F } };
            service chat : (A, nat) -> { f : F; g : (vec A) -> () oneway; }
            """.utf8)
        var random = SplitMix64(seed: 7)
        var refused = 0
        func check(_ bytes: [UInt8]) {
            guard let found = message(String(decoding: bytes, as: UTF8.self)) else { return }
            refused += 1
            let place = found.split(separator: ":").dropFirst().prefix(2).compactMap { Int($0) }
            #expect(found.hasPrefix("a.did:") && place.count == 2 && place[0] > 0 && place[1] > 0)
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
