import Candid
import CanisterTesting
import MessageVerification
import Testing
import WebSocketProtocol
@testable import WebSocketClient

@Suite("A canister that does not keep to the protocol", .timeLimit(.minutes(60)))
struct MisbehavingCanisterTests {
    private func opened() throws -> ScriptedCanister {
        var canister = try ScriptedCanister()
        try #require(canister.say(.open(canister.connection.clientKey)) == ["opened"])
        return canister
    }

    @Test("has to open the connection first")
    func opensFirst() throws {
        let early: [(ServiceMessage?, String)] = [
            (.acknowledge(lastIncomingSequenceNumber: 0), "close 4000 Service message error"),
            (nil, "close 4000 Service message error"),
            (.keepAlive(lastIncomingSequenceNumber: 0), "close 4000 Service message error"),
            (.close(.closedByApplication), "close 4001 ClosedByApplication"),
        ]
        for (service, expected) in early {
            var canister = try ScriptedCanister()
            #expect((service.map { canister.say($0) } ?? canister.say([1])) == [expected])
        }
    }

    @Test("cannot open another connection, nor the same one twice")
    func opensOnce() throws {
        var other = try ScriptedCanister()
        let key = ClientKey(principal: other.connection.clientKey.principal, nonce: 12)
        #expect(other.say(.open(key)) == ["close 4000 Error receiving message"])
        var again = try opened()
        #expect(again.say(.open(again.connection.clientKey)) == ["close 4000 Service message error"])
        var foreign = try opened()
        #expect(foreign.say([1], to: key) == ["close 4000 Error receiving message"])
    }

    @Test("cannot acknowledge what was never sent")
    func acknowledgesTooMuch() throws {
        var canister = try opened()
        // Nothing waits, so that the number says nothing, and is not told.
        #expect(canister.say(.acknowledge(lastIncomingSequenceNumber: 9)) == ["acknowledged 0", "transmit"])
        // That answer is number 1, and waits for its own acknowledgement.
        #expect(canister.say(.acknowledge(lastIncomingSequenceNumber: 2)) == ["close 4000 Ack message error"])
        guard case .acknowledgedTooMuch(found: 2, last: 1) = canister.connection.end else {
            Issue.record("ended for \(String(describing: canister.connection.end))")
            return
        }
    }

    @Test("cannot take an acknowledgement back")
    func acknowledgesLess() throws {
        var canister = try opened()
        canister.connection.sent(try canister.connection.message([1], at: canister.now))
        #expect(canister.say(.acknowledge(lastIncomingSequenceNumber: 1)) == ["acknowledged 1", "transmit"])
        #expect(canister.say(.acknowledge(lastIncomingSequenceNumber: 0)) == ["acknowledged 1", "transmit"])
    }

    @Test("is not answered when its acknowledgement leaves out what should long be there")
    func acknowledgesTooLittle() throws {
        var canister = try opened()
        canister.connection.sent(try canister.connection.message([1], at: canister.now))
        canister.now.uptime += 200_000_000_000
        #expect(canister.say(.acknowledge(lastIncomingSequenceNumber: 0)) == ["acknowledged 0", "transmit"])
        canister.now.uptime += 200_000_000_000
        #expect(canister.say(.acknowledge(lastIncomingSequenceNumber: 0)) == ["close 4000 Ack message timeout"])
        guard case .acknowledgementTimeout([1]) = canister.connection.end else {
            Issue.record("ended for \(String(describing: canister.connection.end))")
            return
        }
    }

    @Test("cannot send what only clients send, nor service messages that are none")
    func serviceMessages() throws {
        var keepAlive = try opened()
        #expect(keepAlive.say(.keepAlive(lastIncomingSequenceNumber: 1)) == ["close 4000 Service message error"])
        for content in [[], [1, 2, 3], CandidEncoder.encode(UInt8(1))] as [[UInt8]] {
            var canister = try opened()
            #expect(canister.say(content, isServiceMessage: true) == ["close 4000 Service message error"])
        }
    }

    @Test("closes the connection for each of its reasons", arguments: CloseReason.allCases)
    func closes(reason: CloseReason) throws {
        var canister = try opened()
        let expected =
            reason == .closedByApplication
            ? "close 4001 ClosedByApplication" : "close 4000 Received close message from canister"
        #expect(canister.say(.close(reason)) == [expected])
        #expect(canister.connection.socketClosed(CloseStatus(.here, number: 4_000)).summary == ["ended"])
        guard case .closedByCanister(reason) = canister.connection.end else {
            Issue.record("ended for \(String(describing: canister.connection.end))")
            return
        }
        #expect(
            canister.connection.end?.allowsReturn == (reason == .keepAliveTimeout || reason == .wrongSequenceNumber))
    }

    @Test("cannot certify what is no message")
    func contents() throws {
        for content in [[], [0xff], [0xa0], Array("message".utf8)] as [[UInt8]] {
            var canister = try opened()
            let message = canister.certified(content)
            #expect(
                canister.connection.received(message.encoded, at: canister.now).summary
                    == ["close 4000 Error receiving message"])
        }
    }
}
