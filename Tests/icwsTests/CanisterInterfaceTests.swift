import CandidLanguage
import Foundation
import Testing

@testable import icws

@Suite("The interface of a canister, for its module")
struct CanisterInterfaceTests {
    private func interface(_ text: String) throws -> CanisterInterface {
        try CanisterInterface(CandidInterface(parsing: text, file: "a.did"), path: "a.did")
    }

    @Test(
        "tells the arguments of installation",
        arguments: [
            ("service : {}", "()"),
            ("service : () -> {}", "()"),
            ("service:(nat64,nat64)->{ f : (text) -> (); }", "(nat64, nat64)"),
            ("service chat : (opt record { a : nat; \"b c\" : text }) -> {}", "(opt record { a : nat; \"b c\" : text })"),
            ("type Init = record { limit : nat }; service : (Init) -> {}", "type Init = record { limit : nat }; (Init)"),
            ("type Init = record { limit : nat }; service : (nat) -> { f : (Init) -> () }", "(nat)"),
        ])
    func initArguments(text: String, expected: String) throws {
        #expect(try interface(text).initArguments == expected)
    }

    @Test("has the definitions that the service needs, and no others")
    func definitions() throws {
        let text = "type A = nat; type B = vec A; type C = text; service : { f : (B) -> () }"
        #expect(try interface(text).text == "type A = nat;\ntype B = vec A;\n\nservice : {\n  f : (B) -> ();\n}\n")
    }

    @Test("is refused without a service")
    func noService() {
        #expect { try interface("type S = service {};") } throws: { error in
            "\(error)" == "a.did:1:1: error: expected 'service : { … }', found definitions of types alone"
        }
    }

    @Test("has in it what the file imports: files beside it, then those of the library")
    func imports() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let main = folder.appending(path: "main.did")
        try Data(
            """
            import "ws_types.did"; import "own.did";
            service : { key : (Own) -> (ClientKey) query }
            """.utf8
        ).write(to: main)
        try Data("type Own = nat;".utf8).write(to: folder.appending(path: "own.did"))
        #expect(
            try CanisterInterface(path: main.path).text == """
                type ClientPrincipal = principal;
                type ClientKey = record { client_principal : ClientPrincipal; client_nonce : nat64 };
                type Own = nat;

                service : {
                  key : (Own) -> (ClientKey) query;
                }

                """)
        #expect(throws: InterfaceError.self) { try CanisterInterface(path: folder.appending(path: "no.did").path) }
    }
}
