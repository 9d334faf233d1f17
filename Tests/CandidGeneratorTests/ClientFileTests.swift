import CandidGenerator
import CandidLanguage
import Testing

@Suite("The client of an interface")
struct ClientFileTests {
    private func file(_ text: String, name: String = "/somewhere/Chat.did") throws -> GeneratedFile {
        let interface = try CandidInterface(parsing: text, file: "Chat.did") { (path, _) throws(InterfaceError) in
            LibraryInterfaces.file(named: path)
        }
        return try ClientCode.file(for: interface, file: name)
    }

    @Test("is a struct with a function for each method, and the types inside")
    func wholeFile() throws {
        let file = try file(
            """
            type unused = record { x : nat };
            // Why somebody stays outside.
            type refusal = variant { full : nat; banned };

            // Rooms to talk in.
            service : {
              // Enters a room.
              join : (room : text, opt blob) -> (variant { Ok; Err : refusal });
              rooms : () -> (vec text, nat) query;
              "leave all" : () -> () oneway;
              count : (text) -> (nat) composite_query;
            }
            """)
        #expect(file.name == "Chat.did.swift")
        #expect(file.text.hasPrefix(Self.structure), "\(file.text)")
        #expect(file.text.contains(Self.refusal), "\(file.text)")
        #expect(
            !file.text.contains("Unused") && !file.text.contains("Text") && !file.text.contains("extension Refusal"))
    }

    private static let structure = """
        // Made of Chat.did by candid-generator at each build: changes here are lost.

        import ICAgent

        /// Rooms to talk in.
        nonisolated struct Chat: CanisterClient {
            /// Who asks: in whose name, and on which network.
            let agent: Agent

            /// The canister that is asked.
            let canister: Principal

            init(agent: Agent, canister: Principal) {
                self.agent = agent
                self.canister = canister
            }

            /// Enters a room.
            ///
            /// `join : (room : text, opt blob) -> (variant { Ok; Err : refusal })`
            func join(_ room: String, _ argument2: [UInt8]?) async throws(ClientError) -> JoinResult {
                try await call(update: "join", room, argument2, returning: JoinResult.self)
            }

            /// `rooms : () -> (vec text, nat) query`
            func rooms() async throws(ClientError) -> ([String], Nat) {
                try await call(query: "rooms", returning: [String].self, Nat.self)
            }

            /// `leave all : () -> () oneway`
            func leaveAll() async throws(ClientError) {
                try await call(oneway: "leave all")
            }

            /// `count : (text) -> (nat) composite_query`
            func count(_ argument: String) async throws(ClientError) -> Nat {
                try await call(query: "count", argument, returning: Nat.self)
            }
        }

        nonisolated extension Chat {

        """

    private static let refusal = """
            /// Why somebody stays outside.
            ///
            /// `variant { full : nat; banned }`
            enum Refusal: Hashable, Sendable, CandidCodable {
                case full(Nat)
                case banned

                static func candidType(in table: inout TypeTable) -> TypeReference {
        """

    @Test("is called like the file, in Swift's spelling")
    func names() throws {
        #expect(try file("service : {}", name: "a/chat_rooms.did").text.contains("struct ChatRooms: CanisterClient {"))
        #expect(try file("service : {}", name: "icrc-1.did").text.contains("struct Icrc1: CanisterClient {"))
        for name in ["Text.did", "Agent.did", "-.did"] {
            let error = #expect(throws: GenerationError.self) { try file("service : {}", name: name) }
            #expect(error?.reason == .unusableFileName(String(name.dropLast(4))))
        }
    }

    @Test("keeps names apart that it has itself, or that the library has")
    func clashes() throws {
        let text = try file(
            """
            type Agent = record { text : text }; type Chat = nat; type String = text;
            service : { agent : () -> (Agent); call : (call : Chat) -> (String); query : (text) -> (); "init" : () -> () }
            """
        ).text
        for expected in [
            "func agentMethod() async throws(ClientError) -> AgentType {",
            "func call(_ call_: Chat) async throws(ClientError) -> StringType {",
            "try await call(update: \"call\", call_, returning: StringType.self)",
            "func query(_ argument: String) async throws(ClientError) {", "try await call(update: \"init\")",
            "    typealias Chat = Nat", "    typealias StringType = String",
            "    struct AgentType: Hashable, Sendable, CandidCodable {",
            "        var text: String",
        ] {
            #expect(text.contains(expected), "\(expected) in \(text)")
        }
    }

    @Test("is not there for a file that only defines types, which others import")
    func noService() throws {
        let file = try file("type a = nat;", name: "my-types.did")
        #expect(file.name == "my-types.did.swift")
        #expect(
            file.text == """
                // Made of my-types.did by candid-generator at each build: changes here are lost.

                // It describes no service, so there is no client.

                """)
    }
}
