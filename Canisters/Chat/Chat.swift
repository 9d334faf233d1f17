import CanisterWebSockets

/// Rooms of people who talk: each message of a member goes to all members of the room.
final class Chat: ChatService, StatefulCanister {
    var directory = RoomDirectory()

    /// The page brings all that it needs along. Which gateway and network it speaks to is its user's choice.
    var siteSettings: SiteSettings {
        SiteSettings(
            contentSecurityPolicy: """
                default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                connect-src 'self' http: https: ws: wss:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
                """)
    }

    func onMessage(_ message: AppMessage, from client: Principal) {
        do throws(Refusal) {
            switch message {
            case .join(let name):
                let room = try directory.join(client, name)
                tell(.joined(Presence(client: client, room: name)), to: room)
            case .leave(let name):
                leave(try directory.room(name, of: client), client)
            case .talk(let talk):
                let room = try directory.room(talk.room, of: client)
                let message = try room.say(talk.text, client, at: IC.time)
                tell(.said(AppMessageSaid(room: room.name, message: message)), to: room)
            case .joined, .left, .said, .refused:
                throw Refusal("clients send Join, Leave and Talk")
            }
        } catch {
            refuse(error.reason, to: client)
        }
    }

    func onUndecodableMessage(_ content: [UInt8], _ error: CandidError, from client: Principal) {
        refuse("\(error)", to: client)
    }

    func onClose(_ client: Principal) {
        while let room = directory.firstRoom(of: client) { leave(room, client) }
    }

    private func leave(_ room: Room, _ client: Principal) {
        tell(.left(Presence(client: client, room: room.name)), to: room)
        directory.leave(room, client)
    }

    /// Tells all members of a room.
    private func tell(_ news: AppMessage, to room: Room) {
        let content = Chat.encode(news)
        // One whose gateway's queue is full misses this. The sequence numbers of messages tell that client so.
        room.members.forEach { client, _ in try? send(content, to: client) }
    }

    private func refuse(_ reason: Text, to client: Principal) {
        // As above: a client that hears nothing can ask again.
        try? send(.refused(reason), to: client)
    }

    // MARK: Upgrades

    func save(into writer: inout StableWriter) { directory.save(into: &writer) }

    func restore(from reader: inout StableReader) throws(EntryPointFailure) {
        while reader.remaining > 0 {
            let news = try reader.read(candid: AppMessage.self)
            do throws(Refusal) { try directory.restore(news) } catch { throw .trap(error.reason) }
        }
    }

    // MARK: Queries

    func rooms() -> [Text] { directory.names }

    func members(_ room: Text) -> [Principal] { directory[room]?.clients ?? [] }

    func history(_ room: Text, _ after: UInt64) -> [Message] {
        directory[room]?.messages(after: after) ?? []
    }
}
