import CandidGenerator
import CandidLanguage
import Foundation
import Testing

@testable import icws

@Suite("The interface of a canister")
struct InterfaceFileTests {
    private func file(_ text: String) throws -> InterfaceFile {
        try InterfaceFile(Array(text.utf8), path: "chat.did")
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
            ("type Api = service {}; service : Api", "()"),
            (
                "// service : (bool) -> {}\n/* service : (int) /* nested */ */ service : (\n  text // a name\n) -> {}",
                "(text)"
            ),
        ])
    func initArguments(text: String, expected: String) throws {
        #expect(try file(text).initArguments == expected)
    }

    @Test("puts definitions of types before arguments that use them, and only those")
    func definitions() throws {
        let types = "type Init = record { limit : nat };\ntype Other = nat;"
        #expect(
            try file("\(types) service : (Init) -> {}").initArguments == "type Init = record { limit : nat }; (Init)")
        #expect(try file("\(types) service : (nat) -> { f : (Init) -> () }").initArguments == "(nat)")
        #expect(
            try file("type S = service { f : (service {}) -> () }; service : (S, bool) -> {}").initArguments
                == "type S = service { f : (service {}) -> () }; (S, bool)")
    }

    @Test("keeps its text as it is if it imports nothing")
    func text() throws {
        let text = "// über\nservice : {}\n"
        #expect(try file(text).text == text)
    }

    @Test("is merged with the files beside it and with those that come with the package")
    func imports() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "interface-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder.appending(path: "parts"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try "import \"room.did\"; type Chat = vec Room;".write(
            to: folder.appending(path: "parts/chat.did"), atomically: true, encoding: .utf8)
        try "// A room.\ntype Room = text;".write(
            to: folder.appending(path: "parts/room.did"), atomically: true, encoding: .utf8)
        let imports = InterfaceImports { name in
            name == "ws.did" ? ImportedFile(name: name, text: "service : { ws_open : () -> () }") : nil
        }
        let text = "import \"parts/chat.did\"; import service \"ws.did\"; service : { chat : () -> (Chat) query }"
        let path = folder.appending(path: "main.did").path
        #expect(
            try InterfaceFile(Array(text.utf8), path: path, imports: imports).text
                == """
                // A room.
                type Room = text;
                type Chat = vec Room;

                service : {
                  ws_open : () -> ();
                  chat : () -> (Chat) query;
                }

                """)
        let missing = InterfaceError(
            .importNotFound("ws.did"), at: SourceLocation(file: path, line: 1, column: 41))
        #expect(throws: InterfaceFileError.invalid(missing)) { try InterfaceFile(Array(text.utf8), path: path) }
    }

    @Test(
        "is refused with file, line and column",
        arguments: [
            ("type S = service {};", "chat.did: error: the interface describes no service: expected 'service : { … }'"),
            ("", "chat.did: error: the interface describes no service: expected 'service : { … }'"),
            ("\n/* /* */ service : {}", "chat.did:2:1: error: the comment is not closed"),
            ("service : { \"a\\\" : () -> () }", "chat.did:1:13: error: the text is not closed"),
            (
                "service : (func (nat) -> ()",
                "chat.did:1:28: error: expected ',' or ')', found the end of the file: '(' of line 1, column 11 is not "
                    + "closed"
            ),
        ])
    func faults(text: String, expected: String) {
        do {
            Issue.record("was read as \(try file(text))")
        } catch { #expect("\(error)" == expected) }
    }

    @Test("is refused if it is not UTF-8")
    func encoding() {
        #expect(throws: InterfaceFileError.notUTF8(path: "chat.did")) {
            try InterfaceFile([0x73, 0xff], path: "chat.did")
        }
    }
}
