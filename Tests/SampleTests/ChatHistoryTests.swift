import Candid
import CanisterTesting
import Testing

@testable import Chat

@Suite("Chat: rooms and their history")
struct ChatHistoryTests {
    let canister: TestCanister
    let ann: Participant

    init() throws {
        canister = try TestCanister(Chat.self)
        ann = try Participant(1, in: canister)
    }

    @Test("keeps the last 100 messages, and gives those after a sequence number", arguments: [1, 99, 100, 101, 250])
    func lastMessages(count: UInt64) throws {
        try ann.join("tea")
        for number in 1...count { try ann.talk("\(number)", in: "tea") }
        let kept = Array(max(count, 100) - 99...count)
        #expect(try canister.history(of: "tea").map(\.sequence) == kept)
        #expect(try canister.history(of: "tea").map(\.text) == kept.map { "\($0)" })
        for after in [0, 1, 100, 199, count - 1, count, count + 1, .max] {
            #expect(try canister.history(of: "tea", after: after).map(\.sequence) == kept.filter { $0 > after })
        }
    }

    @Test("outlives the members of its room, who find it when they come back")
    func emptyRoom() throws {
        try ann.join("tea")
        try ann.talk("remember me", in: "tea")
        try ann.socket.close()
        #expect(try canister.rooms() == ["tea"])
        #expect(try canister.members(of: "tea") == [])
        #expect(try canister.history(of: "tea").map(\.author) == [ann.principal])
        try ann.socket.reopen()
        try ann.join("tea")
        try ann.talk("again", in: "tea")
        #expect(try canister.history(of: "tea").map(\.sequence) == [1, 2])
    }

    @Test("a room without messages goes with its last member")
    func silentRoom() throws {
        try ann.join("tea")
        try ann.leave("tea")
        #expect(try canister.rooms() == [])
    }

    @Test("queries give nothing of a room that is not there")
    func unknownRoom() throws {
        #expect(try canister.members(of: "attic") == [])
        #expect(try canister.history(of: "attic") == [])
    }

    @Test("lists rooms in the order of their names")
    func names() throws {
        for room in ["tea", "", "café", "coffee", "Tea"] as [Text] { try ann.join(room) }
        #expect(try canister.rooms() == ["Tea", "caf\u{e9}", "coffee", "tea"])
    }
}
