import Candid
import CanisterTesting
import Testing

@testable import Chat

/// Somebody with an open connection to the chat.
final class Participant {
    let socket: WebSocketTestClient

    init(_ number: UInt64, in canister: TestCanister) throws {
        socket = WebSocketTestClient(of: canister, principal: .testUser(number))
        try socket.open()
    }

    var principal: Principal { socket.principal }

    /// What came since this was asked for.
    func news() throws -> [AppMessage] { try socket.receive(as: AppMessage.self) }

    // What one may send.

    func join(_ room: Text) throws { try socket.send(AppMessage.join(room)) }

    func leave(_ room: Text) throws { try socket.send(AppMessage.leave(room)) }

    func talk(_ text: Text, in room: Text) throws {
        try socket.send(AppMessage.talk(AppMessageTalk(room: room, text: text)))
    }

    // What one may hear of it.

    func joined(_ room: Text) -> AppMessage { .joined(Presence(client: principal, room: room)) }

    func left(_ room: Text) -> AppMessage { .left(Presence(client: principal, room: room)) }

    func said(_ text: Text, _ sequence: UInt64, in room: Text, at time: UInt64) -> AppMessage {
        .said(AppMessageSaid(room: room, message: Message(text: text, time: time, author: principal, sequence: sequence)))
    }
}

// The queries, as a page asks them.
extension TestCanister {
    func rooms() throws -> [Text] { try query("rooms", returning: [Text].self) }

    func members(of room: Text) throws -> [Principal] { try query("members", room, returning: [Principal].self) }

    func history(of room: Text, after sequence: UInt64 = 0) throws -> [Message] {
        try query("history", room, sequence, returning: [Message].self)
    }
}
