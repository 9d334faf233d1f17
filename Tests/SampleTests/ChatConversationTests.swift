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
        #expect(try ann.join("tea", as: "Ann") == .joined(RoomSummary(members: 1, last: 0, name: "tea")))
        #expect(try bob.join("tea") == .joined(RoomSummary(members: 2, last: 0, name: "tea")))
        #expect(try bob.talk("hello", in: "tea") == .said(1))
        canister.advance(by: .seconds(1))
        #expect(try ann.talk("hello\nyourself", in: "tea") == .said(2))
        #expect(try bob.ask(.leave("tea")) == .left)

        let second: UInt64 = 1_000_000_000
        let joined = Event(room: "tea", change: .joined(bob.member()))
        let said = [
            Message(text: "hello", time: canister.time - second, author: bob.member(), sequence: 1),
            Message(text: "hello\nyourself", time: canister.time, author: ann.member("Ann"), sequence: 2),
        ].map { Event(room: "tea", change: .said($0)) }
        #expect(
            try ann.events() == [Event(room: "tea", change: .joined(ann.member("Ann"))), joined] + said
                + [Event(room: "tea", change: .left(bob.member()))])
        #expect(try bob.events() == [joined] + said)
    }

    @Test("who is in no room hears nothing of it, and may not talk there")
    func outsiders() throws {
        try ann.join("tea")
        try bob.join("coffee")
        try ann.talk("psst", in: "tea")
        #expect(try bob.events() == [Event(room: "coffee", change: .joined(bob.member()))])
        #expect(try bob.talk("what?", in: "tea") == .refused(.notMember))
        #expect(try bob.ask(.leave("tea")) == .refused(.notMember))
        #expect(try bob.talk("anybody?", in: "attic") == .refused(.noSuchRoom))
        #expect(try bob.ask(.leave("attic")) == .refused(.noSuchRoom))
        #expect(try bob.ask(.members("attic")) == .refused(.noSuchRoom))
        #expect(try bob.history(of: "attic") == .refused(.noSuchRoom))
    }

    @Test("who joins again has another nickname, and is there once")
    func nicknames() throws {
        try ann.join("tea", as: "Ann")
        try bob.join("tea")
        #expect(try ann.join("tea", as: "Anna") == .joined(RoomSummary(members: 2, last: 0, name: "tea")))
        #expect(try ann.ask(.members("tea")) == .members([ann.member("Anna"), bob.member()]))
        #expect(try bob.events().last == Event(room: "tea", change: .joined(ann.member("Anna"))))
        try ann.ask(.leave("tea"))
        #expect(try canister.members(of: "tea") == [bob.member()])
    }

    @Test("who closes the connection has left all rooms", arguments: [true, false])
    func closing(byClient: Bool) throws {
        for room in ["tea", "coffee"] as [Text] {
            try ann.join(room, as: "Ann")
            try bob.join(room)
        }
        _ = try bob.events()
        if byClient {
            try ann.socket.close()
        } else {
            // A connection of the same principal takes the place of the first.
            try ann.socket.reopen()
        }
        let left = ["tea", "coffee"].map { Event(room: $0, change: .left(ann.member("Ann"))) }
        #expect(try bob.events() == left)
        #expect(try canister.members(of: "tea") == [bob.member()])
    }

    @Test("who does not answer acknowledgements has left, and others stay")
    func timeout() throws {
        try ann.join("tea")
        try bob.join("tea")
        _ = try bob.events()
        try bob.socket.stayAlive(for: .seconds(400))
        #expect(try bob.events() == [Event(room: "tea", change: .left(ann.member()))])
        #expect(try canister.members(of: "tea") == [bob.member()])
        #expect(try bob.talk("alone", in: "tea") == .said(1))
    }

    @Test("says what it did not understand, and goes on")
    func badMessages() throws {
        try ann.socket.send([1, 2, 3])
        try ann.socket.send("hello" as Text)
        try ann.socket.send(AppMessage.notUnderstood("you"))
        try ann.read()
        #expect(ann.complaints.count == 3)
        #expect(ann.complaints.last == "clients send a Request")
        #expect(try ann.join("tea") == .joined(RoomSummary(members: 1, last: 0, name: "tea")))
    }
}
