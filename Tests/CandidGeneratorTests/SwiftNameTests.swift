import Testing

@testable import CandidGenerator

@Suite("Names in Swift's spelling")
struct SwiftNameTests {
    @Test(
        "of properties, cases and methods",
        arguments: [
            ("text", "text"), ("client_principal", "clientPrincipal"), ("Ok", "ok"), ("Err", "err"), ("OK", "ok"),
            ("HTTPError", "httpError"), ("URL", "url"), ("anId2", "anId2"), ("is_end_of_queue", "isEndOfQueue"),
            ("_private", "private"), ("hello, world", "helloWorld"), ("2nd", "_2nd"), ("größe_x", "größeX"),
            ("icrc1_fee", "icrc1Fee"), ("A", "a"),
        ])
    func lowerCamelCase(name: String, expected: String) {
        #expect(SwiftName.lowerCamelCase(name) == expected)
    }

    @Test(
        "of types",
        arguments: [
            ("AppMessage", "AppMessage"), ("app_message", "AppMessage"), ("nat_list", "NatList"), ("HTTP", "HTTP"),
            ("a b", "AB"), ("7up", "_7up"),
        ])
    func upperCamelCase(name: String, expected: String) {
        #expect(SwiftName.upperCamelCase(name) == expected)
    }

    @Test("there is none without a letter or digit", arguments: ["", "_", "🐂", "- -"])
    func none(name: String) {
        #expect(SwiftName.lowerCamelCase(name) == nil)
        #expect(SwiftName.upperCamelCase(name) == nil)
    }

    @Test("of fields: words of the language in backticks, clashes with a mark, labels without letters by number")
    func members() throws {
        let types = try Generation(
            types: "type A = record { class : nat; await : nat; self : nat; foo_bar : nat; fooBar : nat; 7 : nat; "
                + "\"🐂\" : nat };",
            using: "A"
        ).types
        #expect(types.contains("    var `class`: Nat\n") && types.contains("    var `await`: Nat\n"))
        #expect(types.contains("    var self_: Nat\n"))
        #expect(types.contains("    var fooBar: Nat\n") && types.contains("    var fooBar_: Nat\n"))
        #expect(types.contains("    var _7: Nat\n"))
        #expect(types.contains("    var _2669435233: Nat\n"))
    }

    @Test("of types that the library has: with a word behind")
    func libraryTypes() throws {
        let types = try Generation(
            types: "type Text = nat; type Principal = text; type Result = vec Text; type A = record { Text; Principal; Result };",
            using: "A"
        ).types
        #expect(types.contains("typealias TextType = Nat\n"))
        #expect(types.contains("typealias PrincipalType = Text\n"))
        #expect(types.contains("typealias Result = [TextType]\n"))
        #expect(types.contains("typealias A = Tuple3<TextType, PrincipalType, Result>\n"))
    }

    @Test("of methods that a canister has already: with a word behind")
    func libraryMethods() throws {
        let methods = try Generation("service : { send : () -> (); init : () -> (); answer : () -> () }").methods
        #expect(methods.contains("    func sendMethod() throws(EntryPointFailure)\n"))
        #expect(methods.contains("    func initMethod() throws(EntryPointFailure)\n"))
        #expect(methods.contains("    func answer() throws(EntryPointFailure)\n"))
    }
}
