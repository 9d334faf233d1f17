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

    @Test("keep rooms, members and messages, and the conversation goes on", arguments: [0, 1, 100, 130])
    func conversation(count: UInt64) throws {
        try ann.join("tea")
        try bob.join("tea")
        for number in 0..<count { try ann.talk("\(number)", in: "tea") }
        let members = try canister.members(of: "tea")
        let history = try canister.history(of: "tea")
        _ = try bob.news()

        try canister.upgrade()

        #expect(try canister.rooms() == ["tea"])
        #expect(try canister.members(of: "tea") == members)
        #expect(try canister.history(of: "tea") == history)
        try ann.talk("still here?", in: "tea")
        try ann.socket.close()
        #expect(
            try bob.news() == [ann.said("still here?", count + 1, in: "tea", at: canister.time), ann.left("tea")])
    }

    @Test("keep the order in which rooms without members are forgotten")
    func emptyRooms() throws {
        for room in ["a", "b", "c"] as [Text] {
            try ann.join(room)
            try ann.talk("hello", in: room)
        }
        for room in ["b", "c", "a"] as [Text] { try ann.leave(room) }
        try canister.upgrade(to: {
            let chat = Chat()
            chat.directory.limits.rooms = 3
            return chat.entryPoints
        })
        try ann.join("d")
        #expect(try canister.rooms() == ["a", "c", "d"])
        try ann.join("e")
        #expect(try canister.rooms() == ["a", "d", "e"])
    }

    @Test("from code that saved something else are refused, and say so")
    func otherState() throws {
        let canister = try TestCanister(OtherChat.self)
        let reject = #expect(throws: Reject.self) { try canister.upgrade(to: Chat.self) }
        let message = reject?.message ?? ""
        #expect(message.contains("there is news of no such kind"), "\(message)")
    }
}

/// Another chat, which saves what nobody is told.
private final class OtherChat: CanisterBase, StatefulCanister {
    var entryPoints: [EntryPoint] { [.preUpgrade(preUpgrade)] }

    func save(into writer: inout StableWriter) { writer.write(candid: AppMessage.join("tea")) }

    func restore(from reader: inout StableReader) {}
}
