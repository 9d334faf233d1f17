import Candid
import MessageVerification
@testable import PingPong
import Testing
import WebSocketProtocol
@testable import WebSocketClient

@Suite("Acknowledgements", .timeLimit(.minutes(60)))
struct AcknowledgementTests {
    @Test("are answered at once, which keeps the connection alive for hours")
    func keepAlive() throws {
        var conversation = try Conversation()
        try conversation.openAndListen()
        try conversation.say("hello")
        for round in 1...24 as ClosedRange<UInt64> {
            for _ in 0..<10 {
                conversation.relay.advance(by: .seconds(30))
                let actions = try conversation.listen()
                #expect(conversation.connection.timePassed(at: conversation.now).isEmpty)
                if actions.isEmpty || actions.texts == ["hello ping"] { continue }
                #expect(actions.summary == ["acknowledged \(round)", "transmit"])
                // The keep-alive waits for the next one.
                let waiting = conversation.connection.unacknowledgedMessages
                #expect(waiting.map(\.sequenceNumber) == [round + 1] && waiting.map(\.isServiceMessage) == [true])
            }
        }
        guard case .open = conversation.connection.phase else {
            Issue.record("ended for \(String(describing: conversation.connection.end))")
            return
        }
        #expect(conversation.relay.canister.log.isEmpty)
    }

    @Test("are told with the number of the last message that came, the acknowledgement included")
    func keepAliveNumber() throws {
        var conversation = try Conversation()
        try conversation.openAndListen()
        try conversation.say("hello")
        conversation.relay.advance(by: .seconds(300))
        let messages = try conversation.relay.poll()
        _ = conversation.receive(messages[0])
        guard case .transmit(let frame) = conversation.receive(messages[1]).last else {
            Issue.record("no answer")
            return
        }
        let argument = try conversation.relay.take(frame).request.argument
        let message = try CandidDecoder(argument).argument(MessageArguments.self).message
        #expect(message.sequenceNumber == 2 && message.isServiceMessage)
        let service = try ServiceMessage(decoding: message.content)
        #expect(service == .keepAlive(lastIncomingSequenceNumber: 4))
    }

    @Test("that do not come end the connection after the interval and half a minute")
    func timeout() throws {
        var conversation = try Conversation()
        try conversation.openAndListen()
        #expect(conversation.connection.deadline == nil)
        let sentAt = conversation.now.uptime
        try conversation.say("hello")
        try conversation.say("hello again")
        #expect(conversation.connection.deadline == sentAt + 330_000_000_000)
        conversation.relay.advance(by: .milliseconds(329_999))
        #expect(conversation.connection.timePassed(at: conversation.now).isEmpty)
        conversation.relay.advance(by: .milliseconds(1))
        #expect(
            conversation.connection.timePassed(at: conversation.now).summary == ["close 4000 Ack message timeout"])
        guard case .acknowledgementTimeout([1, 2]) = conversation.connection.end else {
            Issue.record("ended for \(String(describing: conversation.connection.end))")
            return
        }
        #expect("\(try #require(conversation.connection.end))" == "not acknowledged in time: messages 1 to 2")
    }

    @Test("are not waited for by the time of day, which people set")
    func otherClock() throws {
        var conversation = try Conversation()
        try conversation.openAndListen()
        try conversation.say("hello")
        var moment = conversation.now
        moment.time += 200_000_000_000
        #expect(conversation.connection.timePassed(at: moment).isEmpty)
        conversation.lead = .seconds(30)
        conversation.relay.advance(by: .seconds(300))
        #expect(try conversation.listen().summary == ["deliver", "acknowledged 1", "transmit"])
    }

    @Test("bound what may be sent without them")
    func bounds() throws {
        var settings = ConnectionSettings()
        settings.maximumUnacknowledgedCount = 2
        var counted = try Conversation(settings: settings)
        try counted.openAndListen()
        try counted.say("one")
        try counted.say("two")
        #expect(throws: SendError.tooMuchUnacknowledged(count: 2, size: 2 * Conversation.content("one").count)) {
            _ = try counted.connection.message([1], at: counted.now)
        }
        counted.relay.advance(by: .seconds(300))
        _ = try counted.listen()
        try counted.say("three")

        settings = ConnectionSettings()
        settings.maximumUnacknowledgedSize = 100
        settings.maximumMessageSize = 80
        var weighed = try Conversation(settings: settings)
        try weighed.openAndListen()
        #expect(throws: SendError.tooLarge(size: 81, maximum: 80)) {
            _ = try weighed.connection.message([UInt8](repeating: 0, count: 81), at: weighed.now)
        }
        weighed.connection.sent(try weighed.connection.message([UInt8](repeating: 0, count: 80), at: weighed.now))
        #expect(throws: SendError.tooMuchUnacknowledged(count: 1, size: 80)) {
            _ = try weighed.connection.message([UInt8](repeating: 0, count: 21), at: weighed.now)
        }
    }
}
