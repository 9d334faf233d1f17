import CBOR
import Candid
import ICAgent
import ICProtocol
@testable import PingPong
import Testing
import WebSocketProtocol
@testable import WebSocketClient

@Suite("Opening a connection", .timeLimit(.minutes(60)))
struct OpeningTests {
    @Test("waits for the gateway, asks the canister, and is done with its open message")
    func opens() throws {
        var conversation = try Conversation()
        #expect(conversation.connection.phase == .awaitingHandshake)
        let actions = conversation.receive(conversation.relay.handshake)
        #expect(actions.summary == ["transmit"])
        let gateway = conversation.relay.gateway
        #expect(conversation.connection.phase == .opening(gateway: gateway))
        try conversation.relay(actions)
        let messages = try conversation.relay.poll()
        #expect(conversation.receive(messages[0]).summary == ["opened"])
        #expect(conversation.connection.phase == .open(gateway: gateway))
        #expect(conversation.receive(messages[1]).texts == ["ping"])
        #expect(conversation.connection.lastReceivedSequenceNumber == 2)
    }

    @Test("sends a request as released clients do")
    func sendsRequest() throws {
        var conversation = try Conversation(nonce: 0x1234_5678_9abc_def0)
        let actions = conversation.receive(conversation.relay.handshake)
        guard case .transmit(let frame) = try #require(actions.first) else {
            Issue.record("\(actions.summary)")
            return
        }
        let tag: [UInt8] = [0xd9, 0xd9, 0xf7]
        #expect(frame.starts(with: tag + [0xa1, 0x68]) && !frame.dropFirst(3).contains(subsequence: tag))
        let (request, _) = try conversation.relay.take(frame)
        #expect(request.method == "ws_open" && request.canister == conversation.relay.canister.id)
        #expect(request.terms.sender == conversation.identity.principal)
        #expect(request.terms.nonce?.count == 16)
        let lead = request.terms.ingressExpiry - conversation.now.time
        #expect(request.terms.ingressExpiry % 60_000_000_000 == 0)
        #expect((180_000_000_000...240_000_000_000).contains(lead))
        #expect(
            request.argument
                == OpenArguments(clientNonce: 0x1234_5678_9abc_def0, gateway: conversation.relay.gateway).encoded)
    }

    @Test("takes a handshake with or without tag, and with more in it")
    func takesHandshakes() throws {
        let plain = try Conversation().relay.handshake
        let untagged = Array(plain.dropFirst(3))
        let longer = [0xa2, 0x61, 0x61, 0x01] + Array(untagged.dropFirst())
        for frame in [plain, untagged, longer] {
            var conversation = try Conversation()
            #expect(conversation.receive(frame).summary == ["transmit"])
        }
    }

    @Test(
        "refuses a first frame that does not say who the gateway is",
        arguments: [
            [], [0xff], [0xa0], [0xa1, 0x61, 0x61, 0x01],
            [0xa1, 0x71] + Array("gateway_principal".utf8) + [0x63, 0x61, 0x62, 0x63],
            [0xa1, 0x71] + Array("gateway_principal".utf8) + [0x83, 0x01, 0x02, 0x03],
            [0xa1, 0x71] + Array("gateway_principal".utf8) + [0x58, 30] + [UInt8](repeating: 1, count: 30),
        ] as [[UInt8]])
    func refusesHandshake(frame: [UInt8]) throws {
        var conversation = try Conversation()
        #expect(conversation.receive(frame).summary == ["close 4000 Handshake message error"])
        guard case .handshake = conversation.connection.end else {
            Issue.record("ended for \(String(describing: conversation.connection.end))")
            return
        }
    }

    @Test("gives the gateway, and after it the canister, a minute each")
    func timesOut() throws {
        var conversation = try Conversation()
        let begin = conversation.now.uptime
        #expect(conversation.connection.deadline == begin + 60_000_000_000)
        conversation.relay.advance(by: .seconds(59))
        #expect(conversation.connection.timePassed(at: conversation.now).isEmpty)
        var late = conversation
        late.relay.advance(by: .seconds(1))
        #expect(late.connection.timePassed(at: late.now).summary == ["close 4000 Handshake message error"])
        guard case .handshakeTimeout(.seconds(60)) = late.connection.end else {
            Issue.record("ended for \(String(describing: late.connection.end))")
            return
        }

        try conversation.shakeHands()
        conversation.relay.advance(by: .milliseconds(59_999))
        #expect(conversation.connection.timePassed(at: conversation.now).isEmpty)
        conversation.relay.advance(by: .milliseconds(1))
        #expect(
            conversation.connection.timePassed(at: conversation.now).summary
                == ["close 4000 Open connection timeout"])
        #expect(conversation.connection.end?.allowsReturn == true)
    }

    @Test("is refused with anything else before the open message")
    func refusesOthersFirst() throws {
        var conversation = try Conversation()
        try conversation.shakeHands()
        let ping = try conversation.relay.poll()[1]
        #expect(conversation.receive(ping).summary == ["close 4000 Error receiving message"])
        guard case .refused(.sequenceNumber(expected: 1, found: 2)) = conversation.connection.end else {
            Issue.record("ended for \(String(describing: conversation.connection.end))")
            return
        }
    }

    @Test("cannot be done by an identity that does not sign")
    func needsSignature() throws {
        struct Mute: Identity {
            let principal = Principal.anonymous
            func envelope(for content: RequestContent) throws(IdentityError) -> Envelope { throw .otherPublicKey }
        }
        let conversation = try Conversation()
        var connection = ClientConnection(
            canister: conversation.relay.canister.id, identity: Mute(), clientNonce: 1,
            certificates: conversation.relay.certificates, at: conversation.now)
        let actions = connection.received(conversation.relay.handshake, at: conversation.now)
        #expect(actions.summary == ["close 4000 Handshake message error"])
        #expect(connection.socketClosed(CloseStatus(number: 4_000, reason: "")).summary == ["ended"])
    }
}

extension [UInt8].SubSequence {
    fileprivate func contains(subsequence: [UInt8]) -> Bool {
        indices.contains { self[$0...].starts(with: subsequence) }
    }
}
