import Candid
import MessageVerification
@testable import PingPong
import Testing
import WebSocketProtocol
@testable import WebSocketClient

@Suite("A connection, in every phase and for all that can happen", .timeLimit(.minutes(60)))
struct StateTableTests {
    /// The real canister's queue has an order; here each message comes as the next one, so the canister is made to send
    /// exactly that one next.
    private func stage(_ phase: Phase, before happening: Happening) throws -> (Conversation, RelayedMessage?) {
        var conversation = try Conversation()
        var next: RelayedMessage?
        switch phase {
        case .awaitingHandshake: next = try opened(elsewhere: &conversation, before: happening)
        case .opening:
            try conversation.shakeHands()
            let messages = try conversation.relay.poll()
            next = happening == .openMessage ? messages[0] : messages[1]
        case .open: next = try following(&conversation, happening)
        case .closing:
            next = try following(&conversation, happening)
            _ = conversation.connection.close()
        case .closed:
            next = try following(&conversation, happening)
            _ = conversation.connection.socketClosed(CloseStatus(number: 1_001, reason: "over"))
        }
        return (conversation, next)
    }

    /// What a canister sends before the handshake is seen: nothing that could be taken.
    private func opened(elsewhere: inout Conversation, before happening: Happening) throws -> RelayedMessage? {
        var other = elsewhere
        try other.shakeHands()
        return try elsewhere.relay.poll().first
    }

    /// Opens, and makes the canister send what is to come next.
    private func following(_ conversation: inout Conversation, _ happening: Happening) throws -> RelayedMessage? {
        try conversation.openAndListen()
        switch happening {
        case .applicationMessage:
            try conversation.say("hello")
            return try conversation.relay.poll()[0]
        case .acknowledgement:
            conversation.relay.advance(by: .seconds(300))
            return try conversation.relay.poll()[0]
        case .closeMessage:
            // A number left out is what the canister closes for.
            let skipped = try conversation.connection.message([1], at: conversation.now)
            var other = conversation.connection
            other.sent(skipped)
            _ = try conversation.relay.take(try other.message([1], at: conversation.now).frame)
            return try conversation.relay.poll()[0]
        default: return nil
        }
    }

    private func happen(
        _ happening: Happening, to conversation: inout Conversation, next: RelayedMessage?
    ) throws -> [String] {
        switch happening {
        case .garbage: return conversation.receive([0xff, 0x00]).summary
        case .handshake: return conversation.receive(conversation.relay.handshake).summary
        case .openMessage, .applicationMessage, .acknowledgement, .closeMessage, .openedAgain:
            guard let next else { return conversation.receive(try anyMessage()).summary }
            return conversation.receive(next).summary
        case .timePasses:
            var moment = conversation.now
            moment.uptime += 400_000_000_000
            return conversation.connection.timePassed(at: moment).summary
        case .applicationCloses: return conversation.connection.close().summary
        case .applicationSends:
            do throws(SendError) {
                conversation.connection.sent(try conversation.connection.message([1], at: conversation.now))
                return ["sent"]
            } catch {
                return ["\(error)"]
            }
        case .socketIsFull: return conversation.connection.socketIsFull().summary
        case .socketCloses:
            return conversation.connection.socketClosed(CloseStatus(number: 1_012, reason: "restart")).summary
        }
    }

    /// The open message of another connection.
    private func anyMessage() throws -> RelayedMessage {
        var other = try Conversation(nonce: 99)
        try other.shakeHands()
        return try other.relay.poll()[0]
    }

    private static let notOpen = SendError.notOpen.description

    /// What is done, and the phase after it.
    private func expectation(_ phase: Phase, _ happening: Happening) -> ([String], Phase) {
        switch (phase, happening) {
        case (.closed, .applicationSends), (.closing, .applicationSends): ([Self.notOpen], phase)
        case (.closed, _): ([], .closed)
        case (.closing, .socketCloses): (["ended"], .closed)
        case (.closing, _): ([], .closing)

        case (_, .socketCloses): (["ended"], .closed)
        case (_, .applicationCloses): (["close 1000 "], .closing)
        case (_, .socketIsFull): (["close 4000 Message sending failed"], .closing)

        case (.awaitingHandshake, .handshake): (["transmit"], .opening)
        case (.awaitingHandshake, .applicationSends): ([Self.notOpen], .awaitingHandshake)
        case (.awaitingHandshake, _): (["close 4000 Handshake message error"], .closing)

        case (.opening, .openMessage): (["opened"], .open)
        case (.opening, .applicationSends): ([Self.notOpen], .opening)
        case (.opening, .timePasses): (["close 4000 Open connection timeout"], .closing)
        case (.opening, _): (["close 4000 Error receiving message"], .closing)

        case (.open, .applicationSends): (["sent"], .open)
        case (.open, .applicationMessage): (["deliver"], .open)
        case (.open, .acknowledgement): (["acknowledged 0", "transmit"], .open)
        case (.open, .closeMessage): (["close 4000 Received close message from canister"], .closing)
        case (.open, .timePasses): ([], .open)
        case (.open, _): (["close 4000 Error receiving message"], .closing)
        }
    }

    @Test("does what the table says", arguments: Phase.allCases, Happening.allCases)
    func table(phase: Phase, happening: Happening) throws {
        var (conversation, next) = try stage(phase, before: happening)
        try #require(phase.matches(conversation.connection.phase))
        let deadline = conversation.connection.deadline
        let done = try happen(happening, to: &conversation, next: next)
        let (expected, after) = expectation(phase, happening)
        #expect(done == expected)
        #expect(after.matches(conversation.connection.phase), "\(conversation.connection.phase)")
        switch after {
        case .awaitingHandshake, .opening: #expect(conversation.connection.deadline != nil)
        case .open: if phase == .open, done.isEmpty { #expect(conversation.connection.deadline == deadline) }
        case .closing, .closed:
            #expect(conversation.connection.deadline == nil)
            #expect(conversation.connection.end != nil)
        }
    }

    @Test("keeps the first reason for which it closes")
    func firstReason() throws {
        var conversation = try Conversation()
        try conversation.openAndListen()
        _ = conversation.receive([0xff])
        _ = conversation.connection.close()
        guard case .ended(.frame) = conversation.connection.socketClosed(
            CloseStatus(number: 4_000, reason: "Error receiving message")
        ).first else {
            Issue.record("ended for \(String(describing: conversation.connection.end))")
            return
        }
    }
}
