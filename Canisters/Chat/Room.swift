import CanisterWebSockets

/// Members who talk, and the last that was said.
final class Room {
    let name: Text
    var members = SortedMap<Principal, Visitor>()
    /// The last messages, oldest first: as many as ``Limits/messagesOfRoom``, without gaps in their sequence.
    private(set) var messages: [Message] = []

    /// The number among the rooms without members; it has no meaning with members.
    var left: UInt64 = 0

    init(name: Text) { self.name = name }

    /// The sequence number of the last message; 0 before the first.
    var last: UInt64 { messages.last?.sequence ?? 0 }

    /// The members in the order of their principals.
    var clients: [Principal] { members.map { client, _ in client } }

    /// The messages that are still there of those after a sequence number.
    func messages(after sequence: UInt64) -> [Message] {
        Array(messages.suffix(last > sequence ? Int(clamping: last - sequence) : 0))
    }

    /// Adds what a member says.
    func say(_ text: Text, _ client: Principal, at time: UInt64) throws(Refusal) -> Message {
        guard 1...Limits.text ~= text.bytes.count else { throw Refusal("a message has 1 to 1,000 bytes") }
        let message = Message(text: text, time: time, author: client, sequence: last + 1)
        keep(message)
        return message
    }

    /// Makes a message the last one; the oldest goes for it where as many are kept as may be.
    func keep(_ message: Message) {
        if messages.count == Limits.messagesOfRoom { messages.removeFirst() }
        messages.append(message)
    }

    /// Writes what led to the room: see ``RoomDirectory/save(into:)``.
    func save(into writer: inout StableWriter) {
        for message in messages { writer.write(candid: AppMessage.said(AppMessageSaid(room: name, message: message))) }
        members.forEach { client, _ in writer.write(candid: AppMessage.joined(Presence(client: client, room: name))) }
    }
}

/// A client that is in a room.
final class Visitor {
    var rooms = SortedMap<Text, Room>()
}
