import Candid
import CandidLanguage
import TestSupport
import Testing

@Suite("Values are coerced to types as a receiver does it")
struct CoercedValueTests {
    private static let definitions = "type Loop = opt Loop; type Room = record { name : text };"

    private func coerced(_ text: String, _ types: String) throws -> (text: String, losses: [String]) {
        let interface = try interface(Self.definitions)
        let types = try interface.parameters(parsing: types).map(\.type)
        let (message, losses) = try CandidArguments(parsing: text).coerced(to: types, in: interface)
        let read = try CandidArguments(decoding: message, as: types, in: interface)
        return (read.description, losses.map(\.description))
    }

    @Test(
        "without a loss where they fit",
        arguments: [
            ("(42)", "(int)", "(42 : int)"), ("(42 : nat)", "(int)", "(42 : int)"),
            ("(1)", "(opt nat)", "(opt (1 : nat))"),
            ("(true)", "(opt opt bool)", "(opt opt true)"), ("(null)", "(opt opt nat)", "(null)"),
            ("(opt null)", "(opt opt nat)", "(opt null)"), ("(null : reserved)", "(opt nat)", "(null)"),
            ("(5, 6)", "(nat, nat, null)", "(5 : nat, 6 : nat, null)"),
            ("()", "(opt Room, reserved)", "(null, null : reserved)"),
            ("(record {})", "(record { 2 : null; a : opt nat })", "(record { 2 = null; a = null })"),
            ("(variant { 0 })", "(opt variant { 0; 1 })", "(opt variant { 0 })"),
            ("(blob \"\\01\")", "(vec opt nat8)", "(vec { opt (1 : nat8) })"),
            ("(vec { 1; 2 })", "(blob)", "(blob \"\\01\\02\")"), ("(\"x\")", "(reserved)", "(null : reserved)"),
            ("(service \"aaaaa-aa\")", "(principal)", "(principal \"aaaaa-aa\")"),
        ])
    func fitting(text: String, types: String, expected: String) throws {
        let (found, losses) = try coerced(text, types)
        #expect(found == expected)
        #expect(losses == [])
    }

    @Test(
        "with what is lost told where there is no place for it",
        arguments: [
            ("(1, \"more\")", "(nat)", "(1 : nat)", "argument 2: is not expected, and left out"),
            (
                "(record { name = \"a\"; size = 5 })", "(Room)", "(record { name = \"a\" })",
                "argument 1, field size: is not expected, and left out"
            ),
            (
                "(opt \"x\")", "(opt nat)", "(null)",
                "argument 1: expected nat, found \"x\": the option around it becomes null"
            ),
            (
                "(vec { 1; \"x\" })", "(vec opt nat)", "(vec { opt (1 : nat); null })",
                "argument 1, element 2: expected nat, found \"x\": the option around it becomes null"
            ),
            (
                "(record { room = record {} })", "(record { room : opt Room })", "(record { room = null })",
                "argument 1, field room, field name: expected text, found nothing: the option around it becomes null"
            ),
        ])
    func losses(text: String, types: String, expected: String, loss: String) throws {
        let (found, losses) = try coerced(text, types)
        #expect(found == expected)
        #expect(losses == [loss])
    }

    @Test("and a value within an option that becomes null is no loss of its own")
    func lossWithinLoss() throws {
        let (found, losses) = try coerced(
            "(record { room = opt record { size = 1 } })", "(record { room : opt Room })")
        #expect(found == "(record { room = null })")
        #expect(losses == [
            "argument 1, field room, field name: expected text, found nothing: the option around it becomes null"
        ])
    }

    @Test("and no option takes a value that is not of the type that is written behind it")
    func wrongAnnotation() throws {
        #expect(throws: ValueError.annotation(path: ["argument 1"], expected: "nat8", found: "\"x\"")) {
            try coerced("(opt (\"x\" : nat8))", "(opt nat8)")
        }
        // The annotation holds, and the expected type is another one.
        let (found, losses) = try coerced("(opt (\"x\" : text))", "(opt nat8)")
        #expect(found == "(null)" && losses.count == 1)
    }

    @Test(
        "or refused",
        arguments: [
            ("(true)", "(nat)"), ("(vec { 1; -1 })", "(vec nat)"), ("(principal \"aaaaa-aa\")", "(service {})"),
            ("(record {})", "(Room)"), ("(variant { 2 })", "(variant { 0; 1 })"), ("()", "(nat)"),
            ("(1 : nat8)", "(nat)"),
            ("(null)", "(empty)"), ("(blob \"\\01\")", "(vec nat)"),
        ])
    func refusals(text: String, types: String) {
        #expect(throws: ValueError.self) { try coerced(text, types) }
    }

    @Test("and wrapping without an end is an error, as in a message")
    func endlessWrapping() {
        #expect(throws: ValueError.types(.limitExceeded(levels: 256))) { try coerced("(true)", "(Loop)") }
    }

    @Test("with no more losses told than are read")
    func manyLosses() throws {
        let fields = (0..<1_000).map { "\($0) = \($0)" }.joined(separator: "; ")
        #expect(try coerced("(record { \(fields) })", "(record {})").losses.count == 20)
    }
}
