import CandidGenerator
import Testing

@Suite("The files that an interface becomes")
struct GeneratedFilesTests {
    private let generation: Generation

    init() throws {
        generation = try Generation(
            """
            import "ws_types.did";

            // What is said.
            type AppMessage = record { text : text };

            // Rooms to talk in.
            service : {
            \(webSocketMethods)
              // Enters a room.
              join : (room : text) -> (variant { Ok; Err : text });
            }
            """)
    }

    @Test("are called after the target and what is in them")
    func names() {
        #expect(
            GeneratedFile.names(target: "Chat")
                == ["ChatTypes.swift", "ChatMethods.swift", "ChatEntryPoints.swift", "ChatSite.swift"])
    }

    @Test("hold the types")
    func types() {
        #expect(generation.types == Self.types)
    }

    @Test("hold what the author's class inherits from")
    func methods() {
        #expect(generation.methods == Self.methods)
    }

    @Test("hold the entry points")
    func entryPoints() {
        #expect(generation.entryPoints == Self.entryPoints)
    }
}

extension GeneratedFilesTests {
    private static let types = """
        // Made of Chat.did by candid-generator at each build: changes here are lost.

        import CanisterWebSockets

        /// What is said.
        ///
        /// `record { text : text }`
        struct AppMessage: Hashable, Sendable {
            var text: Text

            init(text: Text) {
                self.text = text
            }
        }

        extension AppMessage: CandidCodable {
            static func candidType(in table: inout TypeTable) -> TypeReference {
                table.record { table in
                    table.field(1_291_439_277, Text.self)  // text
                }
            }

            func encode(into writer: inout ByteWriter) {
                text.encode(into: &writer)
            }

            init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
                var fields = try decoder.record(type)
                self.text = try decoder.field(1_291_439_277, "text", of: &fields)
                try decoder.end(&fields)
            }
        }

        extension AppMessage: CandidMessage {
            static let messageHeader: [UInt8] = [
                0x44, 0x49, 0x44, 0x4c, 0x01, 0x6c, 0x01, 0xad, 0x99, 0xe7, 0xe7, 0x04, 0x71, 0x01, 0x00,
            ]
        }

        /// `variant { Ok; Err : text }`
        enum JoinResult: Hashable, Sendable {
            case ok
            case err(Text)
        }

        extension JoinResult: CandidCodable {
            static func candidType(in table: inout TypeTable) -> TypeReference {
                table.variant { table in
                    table.tag(17_724)  // Ok
                    table.field(3_456_837, Text.self)  // Err
                }
            }

            func encode(into writer: inout ByteWriter) {
                switch self {
                case .ok: writer.write(0)
                case .err(let value):
                    writer.write(1)
                    value.encode(into: &writer)
                }
            }

            init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
                let tag = try decoder.variant(type)
                switch tag.id {
                case 17_724:  // Ok
                    _ = try Null(from: decoder, as: tag.type)
                    self = .ok
                case 3_456_837:  // Err
                    self = .err(try Text(from: decoder, as: tag.type))
                default: throw decoder.unexpectedTag(tag.id)
                }
            }
        }

        """
}

extension GeneratedFilesTests {
    private static let methods = """
        // Made of Chat.did by candid-generator at each build: changes here are lost.

        import CanisterWebSockets

        /// What the class `Chat` inherits from.
        typealias ChatService = WebSocketCanisterBase & ChatMethods

        /// Rooms to talk in.
        protocol ChatMethods: WebSocketService where ApplicationMessage == AppMessage {
            /// Enters a room.
            ///
            /// `join : (room : text) -> (variant { Ok; Err : text })`
            func join(_ room: Text) throws(EntryPointFailure) -> JoinResult

            /// What the WebSocket server is set to: asked at installation and at each upgrade.
            var webSocketSettings: WebSocketSettings { get }

            /// Runs once, when the code is installed or reinstalled.
            func onInstall() throws(EntryPointFailure)

            /// Runs after each upgrade, when state and connections were restored. By default nothing happens.
            func onUpgrade() throws(EntryPointFailure)
        }

        extension ChatMethods {
            var webSocketSettings: WebSocketSettings { WebSocketSettings() }
            func onInstall() {}
            func onUpgrade() {}

            static var messageHeader: [UInt8] { ChatHeaders.message }
        }

        /// What stands before the values in Candid messages: magic bytes, type table, types of the values.
        enum ChatHeaders {
            /// `(AppMessage)`
            static let message: [UInt8] = [
                0x44, 0x49, 0x44, 0x4c, 0x01, 0x6c, 0x01, 0xad, 0x99, 0xe7, 0xe7, 0x04, 0x71, 0x01, 0x00,
            ]

            /// `(variant { Ok; Err : text })`
            static let join: [UInt8] = [
                0x44, 0x49, 0x44, 0x4c, 0x01, 0x6b, 0x02, 0xbc, 0x8a, 0x01, 0x7f, 0xc5, 0xfe, 0xd2, 0x01, 0x71,
                0x01, 0x00,
            ]
        }

        /// Answers that are given later: see `Reply`.
        enum ChatReply {
            /// Answers `join`.
            static func join() -> Reply<JoinResult> {
                Reply(header: ChatHeaders.join) { results, writer in
                    results.encode(into: &writer)
                }
            }
        }

        """
}

extension GeneratedFilesTests {
    private static let entryPoints = """
        // Made of Chat.did by candid-generator at each build: changes here are lost.

        import CanisterWebSockets

        extension ChatMethods {
            /// `canister_init`
            func initialize() {
                run { () throws(EntryPointFailure) in
                    try startWebSockets(webSocketSettings)
                    try onInstall()
                }
            }

            /// `canister_post_upgrade`
            func postUpgrade() {
                run { () throws(EntryPointFailure) in
                    try restore(webSocketSettings)
                    try onUpgrade()
                }
            }

            /// `join`
            func answerJoin() {
                run { () throws(EntryPointFailure) in
                    let arguments = try IncomingCall.decodeArguments { decoder throws(CandidError) in
                        try decoder.argument(Text.self)
                    }
                    let results = try join(arguments)
                    var reply = ByteWriter(capacity: 256)
                    reply.write(ChatHeaders.join)
                    results.encode(into: &reply)
                    IncomingCall.reply(reply)
                }
            }
        }

        extension Chat {
            /// The entry points of an instance: natively the stand-in for a module's exports.
            var entryPoints: [EntryPoint] {
                [
                    .initialize(initialize),
                    .preUpgrade(preUpgrade),
                    .postUpgrade(postUpgrade),
                    .update("join", answerJoin),
                    .update("ws_open", wsOpen),
                    .update("ws_message", wsMessage),
                    .update("ws_close", wsClose),
                    .query("ws_get_messages", wsGetMessages),
                    .globalTimer(globalTimer),
                    .update("<swift-canister> run_timer", runTimer),
                ]
            }
        }

        #if arch(wasm32)
        nonisolated(unsafe) private let canister = Chat()

        @_expose(wasm, "canister_init") @_cdecl("canister_init")
        private func export0() { canister.initialize() }

        @_expose(wasm, "canister_pre_upgrade") @_cdecl("canister_pre_upgrade")
        private func export1() { canister.preUpgrade() }

        @_expose(wasm, "canister_post_upgrade") @_cdecl("canister_post_upgrade")
        private func export2() { canister.postUpgrade() }

        @_expose(wasm, "canister_update join") @_cdecl("canister_update join")
        private func export3() { canister.answerJoin() }

        @_expose(wasm, "canister_update ws_open") @_cdecl("canister_update ws_open")
        private func export4() { canister.wsOpen() }

        @_expose(wasm, "canister_update ws_message") @_cdecl("canister_update ws_message")
        private func export5() { canister.wsMessage() }

        @_expose(wasm, "canister_update ws_close") @_cdecl("canister_update ws_close")
        private func export6() { canister.wsClose() }

        @_expose(wasm, "canister_query ws_get_messages") @_cdecl("canister_query ws_get_messages")
        private func export7() { canister.wsGetMessages() }

        @_expose(wasm, "canister_global_timer") @_cdecl("canister_global_timer")
        private func export8() { canister.globalTimer() }

        @_expose(wasm, "canister_update <swift-canister> run_timer") @_cdecl("canister_update <swift-canister> run_timer")
        private func export9() { canister.runTimer() }
        #else
        /// Natively a canister runs in tests; see `CanisterTesting`.
        @main enum ChatNative {
            static func main() {
                print("Chat runs on the Internet Computer: 'icws build Chat' makes its module")
            }
        }
        #endif

        """
}
