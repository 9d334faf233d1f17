import Candid
import CanisterTesting
import Certification
import ICCertificates
import MessageVerification
@testable import PingPong
import Testing
import WebSocketProtocol
@testable import WebSocketClient

@Suite("What a relay must not do", .timeLimit(.minutes(60)))
struct TamperingTests {
    @Test("swapping two messages")
    func swaps() throws {
        let (conversation, messages) = try Conversation.withThreeWaiting()
        #expect(conversation.refuses(messages[1].encoded))
    }

    @Test("dropping a message")
    func drops() throws {
        var (conversation, messages) = try Conversation.withThreeWaiting()
        #expect(conversation.receive(messages[0]).texts == ["one ping"])
        #expect(conversation.refuses(messages[2].encoded))
        #expect(conversation.receive(messages[1]).texts == ["two ping"])
    }

    @Test("replaying a message, at once or later")
    func replays() throws {
        var (conversation, messages) = try Conversation.withThreeWaiting()
        #expect(conversation.receive(messages[0]).summary == ["deliver"])
        #expect(conversation.refuses(messages[0].encoded))
        #expect(conversation.receive(messages[1]).summary == ["deliver"])
        #expect(conversation.refuses(messages[0].encoded))
    }

    @Test("putting a message in another one's place")
    func exchanges() throws {
        let (conversation, messages) = try Conversation.withThreeWaiting()
        #expect(conversation.refuses(messages[0].with(content: messages[1].content).encoded))
        #expect(conversation.refuses(messages[0].with(key: messages[1].key).encoded))
    }

    @Test("giving the certificate of another network")
    func foreignNetwork() throws {
        let (conversation, messages) = try Conversation.withThreeWaiting()
        var stranger = try Conversation(RelayedCanister(seed: "the root key of quite another network"))
        try stranger.openAndListen()
        for text in ["one", "two", "three"] as [Text] { try stranger.say(text) }
        let others = try stranger.relay.poll()
        // Alike to the byte, but for who signed.
        #expect(others[0].content == messages[0].content && others[0].tree == messages[0].tree)
        #expect(conversation.refuses(others[0].encoded))
        #expect(conversation.refuses(messages[0].with(certificate: others[0].certificate).encoded))
    }

    @Test("giving a message of another canister")
    func otherCanister() throws {
        let (conversation, messages) = try Conversation.withThreeWaiting()
        let other = try TestCanister(PingPong.self, on: conversation.relay.canister.subnet)
        var connection = ClientConnection(
            canister: other.id, identity: conversation.identity, clientNonce: 7,
            certificates: conversation.relay.certificates, at: conversation.now)
        _ = connection.received(conversation.relay.handshake, at: conversation.now)
        _ = connection.received(messages[0].encoded, at: conversation.now)
        guard case .refused(.proof(.certificate(.noCertifiedData))) = connection.end,
            case .refused(.proof(.notCertified)) = try refusal(of: messages[0], for: other, conversation)
        else {
            Issue.record("ended for \(String(describing: connection.end))")
            return
        }
    }

    /// The certificate shows the other canister's data, and the tree is the first one's.
    private func refusal(
        of message: RelayedMessage, for other: TestCanister, _ conversation: Conversation
    ) throws -> ConnectionEnd? {
        let subnet = other.subnet
        let certificate = CertificateBuilder(subnet.stateTree, signer: conversation.relay.signer)
            .dataCertificate(of: other.id.bytes)
        var connection = ClientConnection(
            canister: other.id, identity: conversation.identity, clientNonce: 7,
            certificates: conversation.relay.certificates, at: conversation.now)
        _ = connection.received(conversation.relay.handshake, at: conversation.now)
        _ = connection.received(message.with(certificate: certificate).encoded, at: conversation.now)
        return connection.end
    }

    @Test("keeping a message back for longer than five minutes")
    func keepsBack() throws {
        var (conversation, messages) = try Conversation.withThreeWaiting()
        conversation.relay.advance(by: .seconds(300))
        #expect(conversation.receive(messages[0]).summary == ["deliver"])
        conversation.relay.advance(by: .nanoseconds(1))
        // The certificate is known by now, and its age is looked at all the same.
        #expect(conversation.refuses(messages[1].encoded))
    }

    @Test("is not to be confused with a clock that is five minutes slow")
    func slowClock() throws {
        let (conversation, messages) = try Conversation.withThreeWaiting()
        var slow = conversation
        var moment = slow.now
        moment.time -= 300_000_000_000
        #expect(slow.connection.received(messages[0].encoded, at: moment).summary == ["deliver"])
        moment.time -= 1
        #expect(
            slow.connection.received(messages[1].encoded, at: moment).summary
                == ["close 4000 Error receiving message"])
        guard case .refused(.proof(.certificate(.fromTheFuture))) = slow.connection.end else {
            Issue.record("ended for \(String(describing: slow.connection.end))")
            return
        }
    }

    @Test("giving a message of another connection")
    func otherConnection() throws {
        let relay = try RelayedCanister()
        var first = try Conversation(relay, nonce: 1)
        try first.shakeHands()
        let open = try relay.poll()[0]
        let second = try Conversation(relay, nonce: 2)
        var opening = second
        _ = opening.receive(relay.handshake)
        #expect(opening.refuses(open.encoded))
    }
}
