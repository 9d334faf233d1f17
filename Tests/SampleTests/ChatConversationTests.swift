import Candid
import CanisterTesting
import Testing

@testable import Chat

@Suite("Chat: a conversation")
struct ChatConversationTests {
    let canister: TestCanister
    let ann: Participant
    let bob: Participant

    init() throws {
        canister = try TestCanister(Chat.self)
        ann = try Participant(1, in: canister)
        bob = try Participant(2, in: canister)
    }

    @Test("all members of a room hear who joins, what is said and who leaves")
    func conversation() throws {
        try ann.join("tea")
        try bob.join("tea")
        try bob.talk("hello", in: "tea")
        canister.advance(by: .seconds(1))
        try ann.talk("hello\nyourself", in: "tea")
        try bob.leave("tea")
        try ann.talk("gone?", in: "tea")

        let heardByBoth = [
            bob.joined("tea"), bob.said("hello", 1, in: "tea", at: canister.time - 1_000_000_000),
            ann.said("hello\nyourself", 2, in: "tea", at: canister.time), bob.left("tea"),
        ]
        #expect(
            try ann.news() == [ann.joined("tea")] + heardByBoth + [ann.said("gone?", 3, in: "tea", at: canister.time)])
        #expect(try bob.news() == heardByBoth)
    }

    @Test("who is in no room hears nothing of it, and may not talk there")
    func outsiders() throws {
        try ann.join("tea")
        try bob.join("coffee")
        try ann.talk("psst", in: "tea")
        #expect(try bob.news() == [bob.joined("coffee")])
        try bob.talk("what?", in: "tea")
        try bob.leave("tea")
        try bob.talk("anybody?", in: "attic")
        try bob.leave("attic")
        #expect(try bob.news() == Array(repeating: .refused("you are not a member of the room"), count: 4))
        #expect(try canister.history(of: "tea").map(\.text) == ["psst"])
        #expect(try canister.rooms() == ["coffee", "tea"])
    }

    @Test("who joins again is there once, and all hear it")
    func again() throws {
        try ann.join("tea")
        try bob.join("tea")
        try ann.join("tea")
        #expect(try canister.members(of: "tea") == [ann.principal, bob.principal].sorted())
        #expect(try bob.news() == [bob.joined("tea"), ann.joined("tea")])
        try ann.leave("tea")
        #expect(try canister.members(of: "tea") == [bob.principal])
    }

    @Test("who closes the connection has left all rooms", arguments: [true, false])
    func closing(byClient: Bool) throws {
        for room in ["tea", "coffee"] as [Text] {
            try ann.join(room)
            try bob.join(room)
        }
        _ = try bob.news()
        if byClient {
            try ann.socket.close()
        } else {
            // A connection of the same principal takes the place of the first.
            try ann.socket.reopen()
        }
        #expect(try bob.news() == [ann.left("coffee"), ann.left("tea")])
        #expect(try canister.members(of: "tea") == [bob.principal])
        #expect(try canister.members(of: "coffee") == [bob.principal])
    }

    @Test("who does not answer acknowledgements has left, and others stay")
    func timeout() throws {
        try ann.join("tea")
        try bob.join("tea")
        _ = try bob.news()
        try bob.socket.stayAlive(for: .seconds(400))
        #expect(try bob.news() == [ann.left("tea")])
        #expect(try canister.members(of: "tea") == [bob.principal])
        try bob.talk("alone", in: "tea")
        #expect(try bob.news() == [bob.said("alone", 1, in: "tea", at: canister.time)])
    }

    @Test("says what it did not understand, and goes on")
    func badMessages() throws {
        try ann.socket.send([1, 2, 3])
        try ann.socket.send("hello" as Text)
        try ann.socket.send(AppMessage.refused("you"))
        let refusals = try ann.news()
        #expect(refusals.count == 3)
        #expect(refusals.allSatisfy { if case .refused = $0 { true } else { false } })
        #expect(refusals.last == .refused("clients send Join, Leave and Talk"))
        try ann.join("tea")
        #expect(try ann.news() == [ann.joined("tea")])
    }
}
