import Candid
import CanisterExecution
import CanisterTesting
import CanisterWebSockets
@testable import Lifecycle
import Testing

@Suite("A canister with state, late answers and entry points of its own")
struct LifecycleTests {
    private static let owner = Principal.testUser(7)
    private static let arguments = CandidEncoder.encode(owner, nil as UInt64?)

    private func code(_ host: CanisterHost) throws -> any Guest { try host.code(Lifecycle.self, "Lifecycle") }

    private func canister(_ host: CanisterHost) throws -> HostedProgram {
        try HostedProgram(code(host), argument: Self.arguments)
    }

    private func events(_ canister: HostedProgram) throws -> [String] {
        try CandidDecoder.value([Text].self, in: canister.query("events")).map(\.string)
    }

    @Test("gets the arguments of installation, and may refuse them", arguments: CanisterHost.allCases)
    func installation(host: CanisterHost) throws {
        #expect(try events(canister(host)) == ["installed"])
        #expect(throws: Reject.self) {
            try HostedProgram(code(host), argument: CandidEncoder.encode(Principal.anonymous, nil as UInt64?))
        }
        #expect(throws: Reject.self) { try HostedProgram(code(host), argument: emptyArguments) }
        // Settings that come with them are looked at: an interval below the time to answer.
        #expect(throws: Reject.self) {
            try HostedProgram(code(host), argument: CandidEncoder.encode(Self.owner, 1 as UInt64?))
        }
    }

    @Test("keeps its state and its connections over upgrades", arguments: CanisterHost.allCases)
    func upgrade(host: CanisterHost) throws {
        let canister = try canister(host)
        let client = Principal.testUser(2)
        let opening = OpenArguments(clientNonce: 5, gateway: .testUser(3)).encoded
        _ = try canister.call("ws_open", opening, from: client).get()
        for round in 1...2 {
            try canister.subnet.install(
                code(host), in: canister.id, mode: .upgrade(), argument: Self.arguments, caller: .testUser(0))
            #expect(try events(canister).count == 1 + round)
        }
        #expect(try events(canister) == ["installed", "upgraded by \(Self.owner)", "upgraded by \(Self.owner)"])
        let key = try canister.query("key", CandidEncoder.encode(client))
        #expect(try CandidDecoder.value(ClientKey?.self, in: key) == ClientKey(principal: client, nonce: 5))
        // What was read is marked as read: without saving, nothing of it comes back.
        let memory = canister.subnet.canisters[canister.id]?.stableMemory
        #expect(memory != nil)
    }

    @Test("exports a heartbeat and an inspection, which its sources have", arguments: CanisterHost.allCases)
    func entryPoints(host: CanisterHost) throws {
        let canister = try canister(host)
        #expect(throws: Reject.self) {
            try canister.subnet.inspect(canister.id, "relay", emptyArguments, from: .testUser(1))
        }
        try canister.subnet.inspect(canister.id, "relay", emptyArguments, from: Self.owner)
        try canister.subnet.inspect(canister.id, "wait", emptyArguments, from: .testUser(1))
    }

    @Test("answers from a callback, once", arguments: CanisterHost.allCases)
    func deferred(host: CanisterHost) throws {
        let canister = try canister(host)
        canister.subnet.setHostCanister(.testUser(500)) { _ in .reply(Array("hello".utf8)) }
        let callee = CandidEncoder.encode(Principal.testUser(500))
        #expect(canister.call("relay", callee) == .reply(CandidEncoder.encode("hello" as Text, 5 as UInt64)))
        #expect(try events(canister) == ["installed", "hello"])
        #expect(canister.call("wait", callee) == .reply(emptyArguments))

        canister.subnet.setHostCanister(.testUser(500)) { _ in .reply([0xff]) }
        #expect(canister.call("relay", callee).reject?.message == "the answer is no text")
        canister.subnet.setHostCanister(.testUser(500)) { _ in .reject(Reject(.canisterReject, "not today")) }
        let reject = canister.call("relay", callee).reject
        #expect(reject?.code == .canisterReject && reject?.message == "refused: not today")
        // Nobody answers: the system does.
        #expect(canister.call("wait", callee).reject?.code == .canisterError)
    }

    @Test("a second answer to one call traps")
    func secondAnswer() throws {
        let canister = try canister(.engine)
        let callee = CandidEncoder.encode(Principal.testUser(500))
        canister.subnet.setHostCanister(.testUser(500)) { _ in .reply(Array("twice".utf8)) }
        _ = try canister.call("relay", callee).get()
        #expect(canister.call("wait", callee).reject?.code == .canisterError)
    }

    @Test("sends and gets messages of its type")
    func messages() throws {
        let canister = try TestCanister(Lifecycle.self, argument: Self.arguments)
        let client = WebSocketTestClient(of: canister)
        try client.open()
        let said = Message.said(MessageSaid(by: client.key, text: "hi"))
        try client.send(Lifecycle.encode(said))
        try client.send([1, 2, 3])
        let received = try client.receive().map { try CandidDecoder.value(Message.self, in: $0) }
        #expect(received == [.joined(client.principal), said])
        let events = try canister.query("events").get()
        #expect(try CandidDecoder.value([Text].self, in: events) == ["installed", "hi", "not decoded: 3 bytes"])
        try client.send(Lifecycle.encode(.left))
        _ = try client.receive()
        #expect(client.serviceMessages.last == .close(.closedByApplication))
    }
}
