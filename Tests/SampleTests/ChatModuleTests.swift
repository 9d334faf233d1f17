import CanisterExecution
import CanisterTesting
import CanisterWebSockets
import TestSupport
import Testing
import WasmEngine

@testable import Chat

@Suite("Chat: the module that is deployed")
struct ChatModuleTests {
    private let subnet = Subnet.forTests()
    private let id: Principal
    private let module: [UInt8]

    init() throws {
        module = try BuiltModule.sample("Chat")
        id = try subnet.createCanister(controllers: [.testUser(0)]).id
        try install(.install)
    }

    private func install(_ mode: InstallMode) throws {
        try subnet.install(
            WasmGuest(engine: .shared(), module: module), in: id, mode: mode, argument: emptyArguments,
            caller: .testUser(0))
    }

    private func key(_ user: UInt64) -> ClientKey { ClientKey(principal: .testUser(user), nonce: 1) }

    private func call(_ method: String, _ argument: [UInt8], from user: UInt64) throws {
        let reply = try subnet.call(id, method, argument, from: .testUser(user)).result.get()
        let decoder = try CandidDecoder(reply)
        #expect(try decoder.argument(WebSocketResult.self) == .ok)
    }

    private func open(_ user: UInt64) throws {
        // Ten gateways: the queue of one has no room for all the news of a full room.
        let arguments = OpenArguments(clientNonce: 1, gateway: .testUser(1_000_000 + user % 10))
        try call("ws_open", arguments.encoded, from: user)
    }

    private func send(_ content: AppMessage, _ number: UInt64, from user: UInt64) throws {
        let message = WebSocketMessage(
            clientKey: key(user), sequenceNumber: number, timestamp: subnet.time, isServiceMessage: false,
            content: CandidEncoder.encode(content))
        try call("ws_message", MessageArguments(message: message).encoded, from: user)
    }

    private func talk(_ text: Text) -> AppMessage { .talk(AppMessageTalk(room: "tea", text: text)) }

    private func query<Value: CandidDecodable>(_ method: String, _ argument: [UInt8]) throws -> Value {
        let decoder = try CandidDecoder(subnet.query(id, method, argument, from: .anonymous).result.get())
        return try decoder.argument(Value.self)
    }

    private func history() throws -> [Message] {
        try query("history", CandidEncoder.encode("tea" as Text, 0 as UInt64))
    }

    @Test("has less than 160,000 bytes beside the page that it serves")
    func size() throws {
        let page = try Checkout.size(of: "Canisters/Chat/Site")
        print("Chat.wasm has \(module.count) bytes, \(page) of them its page")
        #expect(module.count - page < 160_000)
    }

    @Test("goes on over upgrades")
    func upgrade() throws {
        try open(1)
        try open(2)
        try send(.join("tea"), 1, from: 1)
        try send(.join("tea"), 1, from: 2)
        for number in 2...131 as ClosedRange<UInt64> { try send(talk("\(number)"), number, from: 1) }
        let before = try history()
        #expect(before.map(\.sequence) == Array(31...130))

        try install(.upgrade())

        #expect(try history() == before)
        try send(talk("again"), 132, from: 1)
        #expect(try history().last?.sequence == 131)
        #expect(try (query("members", CandidEncoder.encode("tea" as Text)) as [Principal]).count == 2)
    }

    @Test("sends to each member of a full room in a small part of what an execution may use")
    func fullRoom() throws {
        for user in 1...500 as ClosedRange<UInt64> {
            try open(user)
            try send(.join("tea"), 1, from: user)
        }
        try send(talk("hello"), 2, from: 1)
        let instructions = subnet.executions.last?.instructions ?? .max
        print("a message to 500 members takes \(instructions) instructions")
        #expect(instructions < 400_000_000)
        #expect(try history().count == 1)
    }
}
