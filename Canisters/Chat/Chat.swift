import CanisterWebSockets

/// Rooms of people who talk: each message of a member goes to all members of the room.
final class Chat: ChatService, StatefulCanister {
    var directory = RoomDirectory()

    func onMessage(_ message: AppMessage, from client: Principal) {
        guard case .request(let request) = message else {
            return say(.notUnderstood("clients send a Request"), to: client)
        }
        do throws(Refusal) {
            let (answer, news) = try perform(request.request, of: client)
            say(.answer(AppMessageAnswer(answer: answer, number: request.number)), to: client)
            if let news { announce(news.change, in: news.room) }
        } catch {
            say(.answer(AppMessageAnswer(answer: .refused(error), number: request.number)), to: client)
        }
    }

    func onUndecodableMessage(_ content: [UInt8], _ error: CandidError, from client: Principal) {
        say(.notUnderstood("\(error)"), to: client)
    }

    func onClose(_ client: Principal) {
        for (room, member) in directory.leaveAll(client) { announce(.left(member), in: room) }
    }

    // MARK: Requests

    private typealias News = (room: Room, change: Change)

    private func perform(_ request: Request, of client: Principal) throws(Refusal) -> (Answer, News?) {
        switch request {
        case .join(let join):
            let member = Member(client: client, nickname: join.nickname)
            let room = try directory.join(member, join.room)
            return (.joined(room.summary), (room, .joined(member)))
        case .leave(let name):
            let (room, member) = try directory.leave(client, name)
            return (.left, (room, .left(member)))
        case .talk(let talk):
            let (room, message) = try directory.talk(client, talk.room, talk.text, at: IC.time)
            return (.said(message.sequence), (room, .said(message)))
        case .rooms(let name):
            return (.rooms(directory.page(after: name)), nil)
        case .members(let name):
            return (.members(try directory.room(name).memberList), nil)
        case .history(let asked):
            return (.history(try directory.room(asked.room).history.messages(after: asked.after)), nil)
        }
    }

    /// Tells all members of a room.
    private func announce(_ change: Change, in room: Room) {
        let content = Chat.encode(.event(Event(room: room.name, change: change)))
        // One whose gateway's queue is full misses this. The sequence numbers of messages tell that client so.
        room.members.forEach { client, _ in try? send(content, to: client) }
    }

    private func say(_ message: AppMessage, to client: Principal) {
        // As above: a client that gets no answer can ask again.
        try? send(message, to: client)
    }

    // MARK: Queries

    func rooms(_ after: Text?) -> [RoomSummary] { directory.page(after: after) }

    func members(_ room: Text) -> [Member] { directory.byName[room]?.memberList ?? [] }

    func history(_ room: Text, _ after: UInt64) -> [Message] {
        directory.byName[room]?.history.messages(after: after) ?? []
    }
}
