import Candid
import CanisterTesting
import Testing

@testable import Chat

/// Somebody with an open connection to the chat.
final class Participant {
    let socket: WebSocketTestClient

    private var requestCount: UInt32 = 0
    private var answers: [AppMessageAnswer] = []
    private var unread: [Event] = []
    private(set) var complaints: [String] = []

    init(_ number: UInt64, in canister: TestCanister) throws {
        socket = WebSocketTestClient(of: canister, principal: .testUser(number))
        try socket.open()
    }

    var principal: Principal { socket.principal }

    func member(_ nickname: Text? = nil) -> Member { Member(client: principal, nickname: nickname) }

    /// Sends a request, and gives the answer to it.
    @discardableResult
    func ask(_ request: Request) throws -> Answer {
        requestCount += 1
        try socket.send(AppMessage.request(AppMessageRequest(request: request, number: requestCount)))
        try read()
        try #require(answers.map(\.number) == [requestCount])
        return answers.removeLast().answer
    }

    /// The events that came since this was asked for.
    func events() throws -> [Event] {
        try read()
        defer { unread = [] }
        return unread
    }

    func read() throws {
        for message in try socket.receive(as: AppMessage.self) {
            switch message {
            case .answer(let answer): answers.append(answer)
            case .event(let event): unread.append(event)
            case .notUnderstood(let reason): complaints.append(reason.string)
            case .request: Issue.record("the canister sent a request")
            }
        }
    }
}

// Requests as one would say them.
extension Participant {
    @discardableResult
    func join(_ room: Text, as nickname: Text? = nil) throws -> Answer {
        try ask(.join(RequestJoin(nickname: nickname, room: room)))
    }

    @discardableResult
    func talk(_ text: Text, in room: Text) throws -> Answer {
        try ask(.talk(RequestTalk(room: room, text: text)))
    }

    func history(of room: Text, after sequence: UInt64 = 0) throws -> Answer {
        try ask(.history(RequestHistory(after: sequence, room: room)))
    }
}

// The queries, as a page asks them before it connects.
extension TestCanister {
    func rooms(after name: Text? = nil) throws -> [RoomSummary] {
        try query("rooms", name, returning: [RoomSummary].self)
    }

    func members(of room: Text) throws -> [Member] {
        try query("members", room, returning: [Member].self)
    }

    func history(of room: Text, after sequence: UInt64 = 0) throws -> [Message] {
        try query("history", room, sequence, returning: [Message].self)
    }
}
