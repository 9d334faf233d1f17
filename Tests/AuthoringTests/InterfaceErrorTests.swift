import Foundation
import Testing

/// What an author sees of a faulty interface: `icws build` says it before anything is compiled.
@Suite("A faulty interface, built")
struct InterfaceErrorTests {
    private static let methods = """
        service : {
          ws_open : (CanisterWsOpenArguments) -> (CanisterWsOpenResult);
          ws_close : (CanisterWsCloseArguments) -> (CanisterWsCloseResult);
          ws_message : (CanisterWsMessageArguments, opt text) -> (CanisterWsMessageResult);
          ws_get_messages : (CanisterWsGetMessagesArguments) -> (CanisterWsGetMessagesResult) query;
        }

        """

    /// Builds a package with this interface, and gives what is said about it.
    private func messages(_ interface: String?, canister: String = "Chat", arguments: [String] = []) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "interface-\(UUID())")
        let source = folder.appending(path: "Sources/\(canister)")
        try FileManager.default.createDirectory(at: source, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data().write(to: folder.appending(path: "Package.swift"))
        if let interface { try Data(interface.utf8).write(to: source.appending(path: "\(canister).did")) }
        let build = try Command(Command.tool.path, ["build"] + arguments, in: folder)
        #expect(build.status == 1)
        #expect(build.output == "")
        #expect(!build.messages.contains("compile"), "\(build.messages)")
        return build.messages.replacing(source.path + "/", with: "")
    }

    @Test(
        "is told of with file, line and column",
        arguments: [
            ("service : {\n  f : (txt) -> ();\n}", "Chat.did:2:8: error: nothing defines the type 'txt'"),
            ("service : {\n  f (text) -> ();\n}", "Chat.did:2:5: error: expected ':'"),
            ("import \"other.did\";\nservice : {}", "Chat.did:1:8: error: there is no file 'other.did' to import"),
            ("type Chat = nat;\nservice : { f : (Chat) -> () }", "Chat.did:1:6: error: the type 'Chat' would be called"),
            ("type A = nat;\n", "Chat.did:1:1: error: the interface describes no service"),
            ("service : {\n\n  ws_open : () -> ();\n}", "Chat.did:3:3: error: the service has 'ws_open', but not"),
        ])
    func places(interface: String, expected: String) throws {
        let messages = try messages(interface)
        #expect(messages.contains(expected), "\(messages)")
    }

    @Test(
        "that nearly has the methods of a WebSocket canister is told of with what was expected",
        arguments: [
            ("opt text)", "text)", 5, "its second argument is text, expected an 'opt' of the type of messages"),
            (", opt text", "", 5, "'ws_message' has another type than WebSocket clients and gateways expect: it has 1 "
                + "argument, expected 2"),
            ("(CanisterWsMessageResult)", "(CanisterWsMessageResult) query", 5, "it is a query, expected an update method"),
            (" query;", ";", 6, "it is an update method, expected a query"),
            ("(CanisterWsOpenResult)", "(text)", 3, "its result differs"),
            ("(CanisterWsCloseArguments)", "(record {})", 4, "its argument differs"),
        ])
    func nearMisses(part: String, other: String, line: Int, expected: String) throws {
        let interface = "import \"ws_types.did\";\n" + Self.methods.replacing(part, with: other)
        let messages = try messages(interface)
        #expect(messages.contains("Chat.did:\(line):3: error: 'ws_"), "\(messages)")
        #expect(messages.contains(expected), "\(messages)")
        #expect(messages.contains("\n    expected: (CanisterWs"))
    }

    @Test("that is not there is told of with the place where it should be")
    func missing() throws {
        #expect(
            try messages(nil, arguments: ["Chat"])
                == "icws: error: the canister 'Chat' has no interface. Write its Candid service description to Chat.did.\n")
    }

    @Test("of a target that no class can be called like is told of")
    func target() throws {
        let messages = try messages("service : {}", canister: "my-chat")
        #expect(messages.contains("my-chat.did:1:1: error: the target is called 'my-chat'"), "\(messages)")
    }
}
