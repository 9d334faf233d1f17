import Foundation
import Testing

@testable import icws

@Suite("A line of JSON about Candid is answered with one")
struct CandidLinesTests {
    private func answer(_ line: String) -> String { CandidLines.answer(to: .whole(Array(line.utf8))) ?? "nothing" }

    @Test(
        "with what was asked for",
        arguments: [
            (#"{"op":"decode","types":"(nat)","hex":"4449444c00017d2a"}"#, #"{"text":"(42 : nat)"}"#),
            (#"{"op":"decode","hex":" 0x4449444C 0001 7d2a\n"}"#, #"{"text":"(42 : nat)"}"#),
            (#"{"op":"encode","types":"(nat)","text":"(42)"}"#, #"{"hex":"4449444c00017d2a"}"#),
            (#"{"op":"encode","text":"(\"a\", true)"}"#, #"{"hex":"4449444c0002717e016101"}"#),
            (#"{"op":"encode","defs":"type t = nat;","types":"(t)","text":"(42)"}"#, #"{"hex":"4449444c00017d2a"}"#),
            (
                #"{"op":"encode","defs":"service : { m : (nat) -> (text) }","method":"m","text":"(42)"}"#,
                #"{"hex":"4449444c00017d2a"}"#
            ),
            (
                #"{"op":"decode","defs":"service : { m : (nat) -> (text) }","method":"m","hex":"4449444c0001710161"}"#,
                #"{"text":"(\"a\")"}"#
            ),
            (
                #"{"op":"decode","types":"(ClientPrincipal)","defs":"import \"ws_types.did\";","hex":"4449444c0001680100"}"#,
                #"{"text":"(principal \"aaaaa-aa\")"}"#
            ),
            (
                #"{"op":"encode","types":"(record {})","text":"(record { a = 1 })"}"#,
                #"{"hex":"4449444c016c000100","losses":["argument 1, field a: is not expected, and left out"]}"#
            ),
            (#"{"op":"check","new":"service : {}","old":"service : {}"}"#, #"{"safe":true}"#),
            (
                #"{"op":"check","new":"service : {}","old":"service : { a : () -> () }"}"#,
                #"{"reasons":["the method a is missing"],"safe":false}"#
            ),
            (
                #"{"op":"check","new":"service : { a : () -> (opt nat) }","old":"service : { a : () -> (opt text) }"}"#,
                #"{"losses":["method a, result 1, value of the opt: expected text, found nat"],"safe":true}"#
            ),
            (#"{"op":"subtype","sub":"nat","super":"int"}"#, #"{"subtype":true}"#),
            (
                #"{"op":"subtype","sub":"vec t","super":"vec nat","defs":"type t = int;"}"#,
                #"{"reason":"element: expected nat, found int","subtype":false}"#
            ),
            ("", "nothing"), (" \t\r", "nothing"),
        ])
    func results(line: String, expected: String) {
        #expect(answer(line) == expected)
    }

    @Test(
        "with what is wrong, and where",
        arguments: [
            ("{", #"{"error":"the line is no JSON: expected {\"op\":…}"}"#),
            ("[1]", #"{"error":"the line is no object: expected {\"op\":…}"}"#),
            (#"{"op":5}"#, #"{"error":"'op' is no text: expected one between quotes"}"#),
            (#"{"op":"encode"}"#, #"{"error":"the line has no 'text', which \"op\":\"encode\" needs"}"#),
            (
                #"{"op":"decode","hex":"4449444c0"}"#,
                #"{"error":"the message has 9 hexadecimal digits: expected two for each byte"}"#
            ),
            (#"{"op":"decode","hex":"g4"}"#, #"{"error":"found 'g' in the message: expected hexadecimal digits"}"#),
            (
                #"{"op":"encode","text":"(\n  1 2)"}"#,
                #"{"column":5,"error":"text:2:5: error: expected ',' or ')', found '2'","file":"text","line":2}"#
            ),
            (
                #"{"op":"encode","types":"(t)","text":"(1)"}"#,
                #"{"column":2,"error":"types:1:2: error: nothing defines the type 't'","file":"types","line":1}"#
            ),
            (
                #"{"op":"encode","defs":"type t = ;","text":"(1)"}"#,
                #"{"column":10,"error":"defs:1:10: error: expected a type, found ';'","file":"defs","line":1}"#
            ),
            (
                #"{"op":"decode","types":"(bool)","hex":"4449444c00017e02"}"#,
                #"{"error":"Fail to decode argument 0: bool is 2, expected 0 or 1 at byte offset 8","offset":8}"#
            ),
            (
                #"{"op":"check","new":"service : {}","old":"type t = nat;"}"#,
                #"{"error":"old: the file describes no service: expected 'service : { … }'"}"#
            ),
            (
                #"{"op":"check","new":"","old":"service : {}"}"#,
                #"{"error":"new: the file describes no service: expected 'service : { … }'"}"#
            ),
            (
                #"{"op":"encode","types":"(nat)","method":"m","text":"()"}"#,
                #"{"error":"found both types and a method: expected one of them"}"#
            ),
            (
                #"{"op":"encode","defs":"service : { a : () -> () }","method":"m","text":"()"}"#,
                #"{"error":"the service has no method 'm'; it has: a"}"#
            ),
            (
                #"{"op":"encode","defs":"import \"/etc/hostname\";","text":"()"}"#,
                #"{"column":8,"error":"defs:1:8: error: there is no file '/etc/hostname' to import","file":"defs","line":1}"#
            ),
        ])
    func errors(line: String, expected: String) {
        #expect(answer(line) == expected)
    }

    @Test("whatever its bytes are")
    func bytes() throws {
        for bytes in [[0xff], [0x7b, 0x22, 0xff, 0x22, 0x7d], Array("null".utf8), Array(#"{"op":null}"#.utf8)]
            as [[UInt8]]
        {
            let answer = try #require(CandidLines.answer(to: .whole(bytes)))
            #expect(answer.hasPrefix(#"{"error":"#), "\(answer)")
        }
        let deep = Array(String(repeating: "[", count: 100_000).utf8)
        #expect(CandidLines.answer(to: .whole(deep))?.hasPrefix(#"{"error":"#) == true)
        #expect(
            CandidLines.answer(to: .tooLong) == #"{"error":"the line has more than 8388608 bytes: expected no more"}"#)
        #expect(answer(#"{"op":"fly"}"#).contains(#"\"op\":\"decode\", \"op\":\"encode\""#))
    }
}

@Suite("Bytes around a place")
struct HexadecimalExcerptTests {
    @Test("have a caret below the place")
    func caret() {
        #expect(HexadecimalExcerpt.of([1, 2, 255], at: 1) == "    01 02 ff\n       ^")
        #expect(HexadecimalExcerpt.of([1], at: 1) == "    01\n       ^")
        #expect(HexadecimalExcerpt.of([], at: 5) == "    \n    ^")
        let long = HexadecimalExcerpt.of([UInt8](repeating: 7, count: 100), at: 50).split(separator: "\n")
        #expect(long.first?.hasPrefix("    … 07") == true && long.first?.hasSuffix("07 …") == true)
        #expect(long.last?.count == 55)
    }
}
