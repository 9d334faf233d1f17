import Candid
import CanisterTesting
import Testing

@testable import Chat

@Suite("Chat: limits")
struct ChatLimitTests {
    /// A chat with less room than the real one has, so that tests fill it quickly.
    private func canister(_ change: @escaping (inout Limits) -> Void) throws -> TestCanister {
        let canister = try TestCanister {
            let chat = Chat()
            change(&chat.directory.limits)
            return chat.entryPoints
        }
        try canister.install()
        return canister
    }

    private func text(of size: Int) -> Text { Text(String(repeating: "x", count: size)) }

    @Test("on sizes: what is too short or too long is refused, with what it may be")
    func sizes() throws {
        let ann = try Participant(1, in: TestCanister(Chat.self))
        func wrongSize(_ part: Part, _ size: UInt64, _ maximum: UInt64) -> Answer {
            .refused(.wrongSize(RefusalWrongSize(part: part, size: size, maximum: maximum)))
        }
        #expect(try ann.join("") == wrongSize(.room, 0, 64))
        #expect(try ann.join(text(of: 65)) == wrongSize(.room, 65, 64))
        #expect(try ann.join("tea", as: "") == wrongSize(.nickname, 0, 32))
        #expect(try ann.join("tea", as: text(of: 33)) == wrongSize(.nickname, 33, 32))
        #expect(try ann.events() == [])
        // 64 bytes, of which each character takes two.
        let name = Text(String(repeating: "é", count: 32))
        #expect(try ann.join(name, as: text(of: 32)) == .joined(RoomSummary(members: 1, last: 0, name: name)))
        #expect(try ann.talk("", in: name) == wrongSize(.text, 0, 4_096))
        #expect(try ann.talk(text(of: 4_097), in: name) == wrongSize(.text, 4_097, 4_096))
        #expect(try ann.talk(text(of: 4_096), in: name) == .said(1))
    }

    @Test(
        "on names: control characters are refused",
        arguments: [("\u{0}", 0), ("a\tb", 1), ("tea\u{7f}", 3), ("é\u{80}", 2), ("\u{9f}", 0)])
    func controlCharacters(name: String, offset: UInt64) throws {
        let ann = try Participant(1, in: TestCanister(Chat.self))
        func refusal(_ part: Part) -> Answer {
            .refused(.controlCharacter(RefusalControlCharacter(part: part, offset: offset)))
        }
        #expect(try ann.join(Text(name)) == refusal(.room))
        #expect(try ann.join("tea", as: Text(name)) == refusal(.nickname))
    }

    @Test("on names: other characters are not", arguments: [" ", "~", "\u{a0}", "\u{2c2}\u{a0}", "茶室", "🫖"])
    func otherCharacters(name: String) throws {
        let ann = try Participant(1, in: TestCanister(Chat.self))
        #expect(
            try ann.join(Text(name), as: Text(name)) == .joined(RoomSummary(members: 1, last: 0, name: Text(name))))
    }

    @Test("on members: a full room takes nobody, but its members other nicknames")
    func members() throws {
        let canister = try canister { $0.membersOfRoom = 3 }
        let participants = try (1...4).map { try Participant($0, in: canister) }
        for participant in participants.prefix(3) { try participant.join("tea") }
        #expect(try participants[3].join("tea") == .refused(.roomIsFull(3)))
        #expect(try participants[0].join("tea", as: "x") == .joined(RoomSummary(members: 3, last: 0, name: "tea")))
        try participants[1].socket.close()
        #expect(try participants[3].join("tea") == .joined(RoomSummary(members: 3, last: 0, name: "tea")))
    }

    @Test("on the rooms of a client")
    func roomsOfClient() throws {
        let canister = try canister { $0.roomsOfClient = 2 }
        let ann = try Participant(1, in: canister)
        try ann.join("a")
        try ann.join("b")
        #expect(try ann.join("c") == .refused(.inTooManyRooms(2)))
        #expect(try canister.rooms().map(\.name) == ["a", "b"])
        try ann.ask(.leave("a"))
        #expect(try ann.join("c") == .joined(RoomSummary(members: 1, last: 0, name: "c")))
    }

    @Test("on rooms: the one that was left first makes room, one with members does not")
    func rooms() throws {
        let canister = try canister { $0.rooms = 3 }
        let ann = try Participant(1, in: canister)
        for room in ["a", "b", "c"] as [Text] {
            try ann.join(room)
            try ann.talk("hello", in: room)
        }
        #expect(try ann.join("d") == .refused(.tooManyRooms(3)))
        for room in ["b", "c", "a"] as [Text] { try ann.ask(.leave(room)) }
        // It is used again, so it is not the oldest any more.
        try ann.join("b")
        try ann.ask(.leave("b"))
        try ann.join("d")
        #expect(try canister.rooms().map(\.name) == ["a", "b", "d"])
        try ann.join("e")
        #expect(try canister.rooms().map(\.name) == ["b", "d", "e"])
        try ann.join("b")
        #expect(try ann.join("f") == .refused(.tooManyRooms(3)))
        #expect(try canister.history(of: "b").count == 1)
    }

    @Test("on the bytes of all messages: rooms without members make room")
    func history() throws {
        // Five messages of 1,000 bytes and what they take beside.
        let canister = try canister { $0.history = 5 * 1_160 }
        let ann = try Participant(1, in: canister)
        let text = text(of: 1_000)
        for room in ["a", "b", "c"] as [Text] { try ann.join(room) }
        for room in ["a", "b", "b", "c", "c"] as [Text] { try ann.talk(text, in: room) }
        #expect(try ann.talk("x", in: "c") == .refused(.historyIsFull(5 * 1_160)))
        try ann.ask(.leave("a"))
        try ann.ask(.leave("b"))
        // The oldest of the two is enough.
        #expect(try ann.talk(text, in: "c") == .said(3))
        #expect(try canister.rooms().map(\.name) == ["b", "c"])
        #expect(try ann.talk(text, in: "c") == .said(4))
        #expect(try canister.rooms().map(\.name) == ["c"])
        #expect(try ann.talk(text, in: "c") == .said(5))
        // Nothing that could go.
        #expect(try ann.talk("x", in: "c") == .refused(.historyIsFull(5 * 1_160)))
        #expect(try canister.history(of: "c").count == 5)
    }

    @Test("on the bytes of all messages: a message in the place of an older one takes only the difference")
    func fullRing() throws {
        let canister = try canister { $0.history = 100 * 161 + 1 }
        let ann = try Participant(1, in: canister)
        try ann.join("a")
        for number in 1...150 as ClosedRange<UInt64> { #expect(try ann.talk("x", in: "a") == .said(number)) }
        #expect(try ann.talk("xy", in: "a") == .said(151))
        #expect(try ann.talk("xy", in: "a") == .refused(.historyIsFull(16_101)))
    }

    @Test("are as large as the interface says, and 500 members take a small part of an execution")
    func defaults() {
        let limits = Limits()
        #expect(limits.rooms == 1_000 && limits.membersOfRoom == 500 && limits.roomsOfClient == 20)
        #expect(limits.history == 67_108_864)
    }
}
