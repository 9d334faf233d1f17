import Testing

@testable import icws

@Suite("The interface of a canister")
struct InterfaceFileTests {
    private func arguments(_ text: String) throws -> String {
        try InterfaceFile(Array(text.utf8)).initArguments
    }

    @Test(
        "tells the arguments of installation",
        arguments: [
            ("service : {}", "()"),
            ("service : () -> {}", "()"),
            ("service:(nat64,nat64)->{ f : (text) -> (); }", "(nat64, nat64)"),
            (
                "service chat : (opt record { a : nat; \"b c\" : text }) -> {}",
                "(opt record { a : nat; \"b c\" : text })"
            ),
            ("service : (func (nat) -> (text) query) -> {}", "(func (nat) -> (text) query)"),
            ("service : Api", "()"),
            (
                "// service : (bool) -> {}\n/* service : (int) /* nested */ */ service : (\n  text // a name\n) -> {}",
                "(text)"
            ),
        ])
    func initArguments(text: String, expected: String) throws {
        #expect(try arguments(text) == expected)
    }

    @Test("puts definitions of types before arguments that use them, and only then")
    func definitions() throws {
        let types = "type Init = record { limit : nat };\ntype Other = nat;"
        #expect(
            try arguments("\(types) service : (Init) -> {}")
                == "type Init = record { limit : nat }; type Other = nat; (Init)")
        #expect(try arguments("\(types) service : (nat) -> { f : (Init) -> () }") == "(nat)")
    }

    @Test("is not deceived by a type that is a service, or by the word in a text")
    func otherServices() throws {
        let text =
            "import \"service : (nat) -> {}\"; type S = service { f : (service {}) -> () }; service : (S, bool) -> {}"
        #expect(try arguments(text).hasSuffix("; (S, bool)"))
    }

    @Test("keeps its text as it is")
    func text() throws {
        let text = "// über\nservice : {}\n"
        #expect(try InterfaceFile(Array(text.utf8)).text == text)
    }

    @Test("is refused if it has no service, no end of a comment or text, or is not UTF-8")
    func faults() {
        #expect(throws: InterfaceFileError.noService) { try arguments("type S = service {};") }
        #expect(throws: InterfaceFileError.noService) { try arguments("service") }
        #expect(throws: InterfaceFileError.noService) { try arguments("") }
        #expect(throws: InterfaceFileError.unclosed("a comment", line: 2)) { try arguments("\n/* /* */ service : {}") }
        #expect(throws: InterfaceFileError.unclosed("a text", line: 1)) {
            try arguments("service : { \"a\\\" : () -> () }")
        }
        #expect(throws: InterfaceFileError.unclosedArguments) { try arguments("service : (func (nat) -> ()") }
        #expect(throws: InterfaceFileError.notUTF8) { try InterfaceFile([0x73, 0xff]) }
    }

    @Test("is read to an error or a result, wherever it is cut")
    func truncations() throws {
        let bytes = Array(
            "type A = record { \"x\" : nat /* y */ }; service : (A, /* z */ nat) -> { f : () -> () }".utf8)
        var results: Set<String> = []
        for length in 0...bytes.count {
            if let file = try? InterfaceFile(Array(bytes[..<length])) { results.insert(file.initArguments) }
        }
        #expect(results.contains("type A = record { \"x\" : nat }; (A, nat)"))
    }
}
