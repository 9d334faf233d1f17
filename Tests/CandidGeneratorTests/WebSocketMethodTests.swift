import CandidGenerator
import CandidLanguage
import Testing

@Suite("The four methods of a WebSocket canister in an interface")
struct WebSocketMethodTests {
    private static let imported = """
        import "ws_types.did";
        type AppMessage = text;
        service : {
        \(webSocketMethods)
        }
        """

    private func failure(_ text: String) -> String {
        do {
            _ = try Generation(text)
            return "none"
        } catch { return "\(error)" }
    }

    private func replacing(_ part: String, _ other: String) -> String {
        let pieces = Self.imported.split(separator: part, maxSplits: 1, omittingEmptySubsequences: false)
        #expect(pieces.count == 2)
        return pieces.joined(separator: other)
    }

    @Test("are known by their structure, whatever their types are called")
    func structure() throws {
        let text = """
            type Key = record { client_nonce : nat64; client_principal : principal };
            service : {
              ws_get_messages : (record { nonce : nat64 }) -> (variant { Err : text; Ok : record {
                messages : vec record { client_key : Key; key : text; content : vec nat8 };
                cert : blob; tree : blob; is_end_of_queue : bool } }) query;
              ws_open : (record { client_nonce : nat64; gateway_principal : principal }) -> (variant { Ok; Err : text });
              ws_close : (record { client_key : Key }) -> (variant { Ok : null; Err : text });
              ws_message : (record { msg : record {
                client_key : Key; sequence_num : nat64; timestamp : nat64; is_service_message : bool; content : blob;
              } }, opt record { a : nat }) -> (variant { Ok; Err : text });
            }
            """
        let generation = try Generation(text)
        #expect(generation.methods.contains("protocol ChatMethods: WebSocketService where ApplicationMessage == ChatMessage {"))
        #expect(generation.types.contains("struct ChatMessage: Hashable, Sendable {\n    var a: Nat\n"))
        #expect(generation.entryPoints.contains("\"canister_query ws_get_messages\""))
        // Nothing but the message is generated.
        #expect(generation.types.split(separator: "struct ").count == 2)
        #expect(!generation.types.contains("enum "))
    }

    @Test("are all there or none: some are an error at the first")
    func some() {
        let text = """
            type R = variant { Ok; Err : text };
            service : {
              f : () -> ();
              ws_close : (nat) -> (R);
              ws_open : (nat) -> (R);
            }
            """
        #expect(
            failure(text) == """
                Chat.did:5:3: error: the service has 'ws_open', 'ws_close', but not 'ws_message', 'ws_get_messages': a \
                WebSocket canister has all four methods, any other none of them
                """)
    }

    @Test("none of them makes a canister without WebSockets")
    func none() throws {
        let generation = try Generation("service : { open : () -> () }")
        #expect(generation.methods.contains("typealias ChatService = CanisterBase & ChatMethods\n"))
        #expect(generation.methods.contains("import Canister\n"))
        #expect(!generation.methods.contains("ebSocket") && !generation.entryPoints.contains("ebSocket"))
    }

    @Test("with another type are an error that tells the expected one and what differs")
    func nearMiss() {
        let text = failure(replacing("CanisterWsOpenArguments", "record { client_nonce : nat64; gateway : principal }"))
        let lines = text.split(separator: "\n").map { String($0) }
        #expect(lines[0].hasPrefix("Chat.did:4:1: error: 'ws_open' has another type than WebSocket clients and gateways"))
        #expect(lines[0].contains("its argument differs: "))
        #expect(lines[0].contains("gateway_principal"))
        #expect(lines[1] == "    expected: (CanisterWsOpenArguments) -> (CanisterWsOpenResult)")
        #expect(
            lines.contains(
                "        type CanisterWsOpenArguments = record { gateway_principal : GatewayPrincipal; client_nonce : nat64 }"))
        #expect(lines.last?.hasPrefix("    found:    (record { ") == true)
    }

    @Test(
        "tell what differs",
        arguments: [
            (") query;", ");", "it is an update method, expected a query"),
            (", opt AppMessage)", ")", "it has 1 argument, expected 2"),
            (", opt AppMessage)", ", AppMessage)", "its second argument is AppMessage, expected an 'opt'"),
            ("-> (CanisterWsCloseResult)", "-> ()", "it has 0 results, expected 1"),
            ("-> (CanisterWsCloseResult)", "-> (variant { Ok : nat; Err : text })", "its result differs"),
            ("-> (CanisterWsCloseResult)", "-> (variant { Ok })", "its result differs, seen from what is expected"),
            ("(CanisterWsCloseArguments)", "(record { client_key : ClientKey; more : nat })", "its argument"),
        ])
    func differences(part: String, other: String, expected: String) {
        #expect(failure(replacing(part, other)).contains(expected))
    }

    @Test("the type of messages is the library's for a blob, and the library's client key is bound")
    func bindings() throws {
        let blob = try Generation(Self.imported.replacing("AppMessage = text", with: "AppMessage = blob"))
        #expect(blob.methods.contains("where ApplicationMessage == BlobMessage {"))
        let key = try Generation(
            Self.imported.replacing("AppMessage = text", with: "AppMessage = record { key : ClientKey }"))
        #expect(key.types.contains("    var key: ClientKey\n") && !key.types.contains("ClientKey: Hashable"))
    }

    @Test("a client key of another structure is a type of its own")
    func otherKey() throws {
        let text = """
            type ClientKey = record { client_principal : principal };
            service : { f : (ClientKey) -> () }
            """
        #expect(try Generation(text).types.contains("struct ClientKey: Hashable, Sendable {"))
    }
}
