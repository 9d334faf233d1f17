import CanisterExecution
import CanisterTesting
import CanisterWebSockets
import Testing

@testable import Chat

@Suite("Chat: upgrades")
struct ChatUpgradeTests {
    let canister: TestCanister
    let ann: Participant
    let bob: Participant

    init() throws {
        canister = try TestCanister(Chat.self)
        ann = try Participant(1, in: canister)
        bob = try Participant(2, in: canister)
    }

    @Test("keep rooms, members, nicknames and messages, and the conversation goes on", arguments: [1, 100, 130])
    func conversation(count: UInt64) throws {
        try ann.join("tea", as: "Ann")
        try bob.join("tea")
        for number in 1...count { try ann.talk("\(number)", in: "tea") }
        let members = try canister.members(of: "tea")
        let history = try canister.history(of: "tea")
        _ = try bob.events()

        try canister.upgrade()

        #expect(try canister.members(of: "tea") == members)
        #expect(try canister.history(of: "tea") == history)
        #expect(try ann.talk("still here?", in: "tea") == .said(count + 1))
        let message = Message(
            text: "still here?", time: canister.time, author: ann.member("Ann"), sequence: count + 1)
        #expect(try bob.events() == [Event(room: "tea", change: .said(message))])
        try ann.socket.close()
        #expect(try bob.events() == [Event(room: "tea", change: .left(ann.member("Ann")))])
    }

    @Test("keep the order in which rooms without members are forgotten")
    func emptyRooms() throws {
        for room in ["a", "b", "c"] as [Text] {
            try ann.join(room)
            try ann.talk("hello", in: room)
        }
        for room in ["b", "c", "a"] as [Text] { try ann.ask(.leave(room)) }
        try canister.upgrade(to: {
            let chat = Chat()
            chat.directory.limits.rooms = 3
            return chat.entryPoints
        })
        try ann.join("d")
        #expect(try canister.rooms().map(\.name) == ["a", "c", "d"])
        try ann.join("e")
        #expect(try canister.rooms().map(\.name) == ["a", "d", "e"])
    }

    @Test("from code whose layout is newer are refused, with the layout that was found")
    func newerLayout() throws {
        let canister = try TestCanister(LaterChat.self)
        let reject = #expect(throws: Reject.self) { try canister.upgrade(to: Chat.self) }
        let message = reject?.message ?? ""
        #expect(message.contains("the saved rooms have layout 2, this code reads layout 1"), "\(message)")
    }
}

/// A chat of the future, as far as an upgrade sees it.
private final class LaterChat: CanisterBase, StatefulCanister {
    var entryPoints: [EntryPoint] { [.preUpgrade(preUpgrade)] }

    func save(into writer: inout StableWriter) { writer.write(littleEndian: 2 as UInt32) }

    func restore(from reader: inout StableReader) {}
}
