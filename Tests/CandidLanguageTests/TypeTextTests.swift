import CandidLanguage
import Testing

@Suite("Types that stand outside of an interface")
struct TypeTextTests {
    private static let definitions = """
        type Room = record { name : text };
        type Handler = func (Room) -> () oneway;
        service : {}
        """

    private func parameters(_ text: String) throws -> [InterfaceParameter] {
        try interface(Self.definitions).parameters(parsing: text)
    }

    @Test(
        "are read as they would be within it",
        arguments: [
            ("()", "()"), ("(nat, opt text,)", "(nat, opt text)"),
            ("(room : Room, vec Room)", "(room : Room, vec Room)"),
            ("(variant { Ok; Err : blob })", "(variant { Ok; Err : blob })"),
            ("(service { on : Handler })", "(service { on : (Room) -> () oneway })"),
            ("(/* none */)", "()"),
        ])
    func parameters(text: String, expected: String) throws {
        #expect(InterfaceParameter.description(of: try parameters(text)) == expected)
    }

    @Test("one at a time, too")
    func oneType() throws {
        #expect(try interface(Self.definitions).type(parsing: "opt Room") == .optional(.named("Room")))
        let error = #expect(throws: InterfaceError.self) { try interface("").type(parsing: "nat nat") }
        #expect(error?.description == "type:1:5: error: expected the end of the type, found 'nat'")
    }

    @Test(
        "or refused with the place",
        arguments: [
            ("nat", "1:1: error: expected '(', found 'nat'"), ("(nat", "1:5: error: expected ',' or ')'"),
            ("(Rom)", "1:2: error: nothing defines the type 'Rom'"),
            ("(nat) x", "1:7: error: expected the end of the types, found 'x'"),
            ("(service { on : Room })", "1:17: error: expected a function type, found 'Room', which is a record"),
            ("(record { a : nat; a : nat })", "1:20: error: the field 'a' stands here twice"),
            ("(func () -> (nat) oneway)", "1:13: error: a oneway function has no results"),
        ])
    func errors(text: String, expected: String) throws {
        let error = #expect(throws: InterfaceError.self) { try parameters(text) }
        #expect(error?.description.hasPrefix("types:" + expected) == true, "\(error.map { "\($0)" } ?? "")")
    }
}
