import CandidGenerator
import CandidLanguage
import Testing

@Suite("Interfaces of which no Swift can be made")
struct GenerationErrorTests {
    private func failure(_ text: String, target: String = "Chat") -> String {
        do {
            _ = try Generation(text, target: target)
            return "none"
        } catch { return "\(error)" }
    }

    @Test("without a service")
    func noService() {
        #expect(
            failure("type A = nat;") == "/somewhere/Chat.did:1:1: error: the file describes no service: expected 'service : { … }'")
    }

    @Test("for a target whose name no class can have", arguments: ["my-chat", "1st", "class", "Text"])
    func target(name: String) {
        #expect(
            failure("service : {}", target: name)
                == "\(name).did:1:1: error: the target is called '\(name)', which no Swift class can be: expected letters, "
                + "digits and '_'")
    }

    @Test("with two types of one name in Swift, needed by a method or not", arguments: ["app_key, AppKey", "AppKey", ""])
    func sameName(arguments: String) {
        #expect(
            failure("type app_key = record {};\ntype AppKey = record {};\nservice : { f : (\(arguments)) -> () }")
                == "Chat.did:2:6: error: the types 'app_key' and 'AppKey' would both be called 'AppKey' in Swift: rename one")
    }

    @Test("with a type called like the canister or what is made for it", arguments: ["Chat", "ChatMethods", "ChatReply"])
    func taken(name: String) {
        #expect(
            failure("type \(name) = record {};\nservice : { f : (\(name)) -> () }")
                == "Chat.did:1:6: error: the type '\(name)' would be called '\(name)' in Swift, which the generated code "
                + "needs for itself: rename it")
    }

    @Test("whose methods are declared by types that are none are refused by the parser, in the same form")
    func parser() {
        #expect(failure("type A = nat;\nservice : { f : A }").hasPrefix("Chat.did:2:17: error: "))
    }
}
