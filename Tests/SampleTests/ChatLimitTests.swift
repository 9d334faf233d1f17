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
        let canister = try TestCanister(Chat.self)
        let ann = try Participant(1, in: canister)
        let nameRefusal = AppMessage.refused("a room's name has 1 to 64 bytes")
        let textRefusal = AppMessage.refused("a message has 1 to 1,000 bytes")
        #expect(Limits.name == 64 && Limits.text == 1_000)
        try ann.join("")
        try ann.join(text(of: 65))
        #expect(try ann.news() == [nameRefusal, nameRefusal])
        #expect(try canister.rooms() == [])
        // 64 bytes, of which each character takes two.
        let name = Text(String(repeating: "é", count: 32))
        try ann.join(name)
        try ann.talk("", in: name)
        try ann.talk(text(of: 1_001), in: name)
        #expect(try ann.news() == [ann.joined(name), textRefusal, textRefusal])
        try ann.talk(text(of: 1_000), in: name)
        #expect(try canister.history(of: name).map(\.text) == [text(of: 1_000)])
    }

    @Test("on members: a full room takes nobody, but its members again")
    func members() throws {
        let canister = try canister { $0.membersOfRoom = 3 }
        let participants = try (1...4).map { try Participant($0, in: canister) }
        for participant in participants { try participant.join("tea") }
        #expect(try participants[3].news() == [.refused("the room is full")])
        try participants[0].join("tea")
        #expect(try participants[1].news().last == participants[0].joined("tea"))
        try participants[1].socket.close()
        try participants[3].join("tea")
        #expect(try participants[3].news() == [participants[3].joined("tea")])
    }

    @Test("on the rooms of a client")
    func roomsOfClient() throws {
        let canister = try canister { $0.roomsOfClient = 2 }
        let ann = try Participant(1, in: canister)
        for room in ["a", "b", "c"] as [Text] { try ann.join(room) }
        #expect(try ann.news().last == .refused("you are in too many rooms"))
        #expect(try canister.rooms() == ["a", "b"])
        try ann.leave("a")
        try ann.join("c")
        #expect(try canister.rooms() == ["b", "c"])
    }

    @Test("on rooms: the one that was left first makes room, one with members does not")
    func rooms() throws {
        let canister = try canister { $0.rooms = 3 }
        let ann = try Participant(1, in: canister)
        for room in ["a", "b", "c"] as [Text] {
            try ann.join(room)
            try ann.talk("hello", in: room)
        }
        try ann.join("d")
        #expect(try ann.news().last == .refused("there are too many rooms"))
        for room in ["b", "c", "a"] as [Text] { try ann.leave(room) }
        // It is used again, so it is not the oldest any more.
        try ann.join("b")
        try ann.leave("b")
        try ann.join("d")
        #expect(try canister.rooms() == ["a", "b", "d"])
        try ann.join("e")
        #expect(try canister.rooms() == ["b", "d", "e"])
        try ann.join("b")
        try ann.join("f")
        #expect(try ann.news().last == .refused("there are too many rooms"))
        #expect(try canister.history(of: "b").count == 1)
    }

    @Test("a second member that comes does not take another empty room out of the line")
    func lineOfEmptyRooms() throws {
        let canister = try canister { $0.rooms = 2 }
        let ann = try Participant(1, in: canister)
        let bob = try Participant(2, in: canister)
        try ann.join("a")
        try bob.join("b")
        try bob.talk("hello", in: "b")
        try bob.leave("b")
        try bob.join("a")
        try ann.join("c")
        #expect(try canister.rooms() == ["a", "c"])
    }

    @Test("are what the comments say of the heap")
    func defaults() {
        let limits = Limits()
        #expect(limits.rooms == 1_000 && limits.membersOfRoom == 500 && limits.roomsOfClient == 20)
        #expect(limits.rooms * Limits.messagesOfRoom * (Limits.text + 200) < 200_000_000)
    }
}
