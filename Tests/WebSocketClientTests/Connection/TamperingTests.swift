import Candid
import CanisterTesting
import Certification
import ICCertificates
import MessageVerification
@testable import PingPong
import Testing
import WebSocketProtocol
@testable import WebSocketClient

@Suite("What a relay must not do", .timeLimit(.minutes(2)))
struct TamperingTests {
    /// An open connection that took one message, with three more at the gateway.
    private func waiting() throws -> (Conversation, [RelayedMessage]) {
        var conversation = try Conversation()
        try conversation.openAndListen()
        for text in ["one", "two", "three"] as [Text] { try conversation.say(text) }
        let messages = try conversation.relay.poll()
        try #require(messages.count == 3)
        return (conversation, messages)
    }

    private func isRefused(_ frame: [UInt8], by conversation: Conversation) -> Bool {
        var conversation = conversation
        let actions = conversation.receive(frame)
        guard actions.summary == ["close 4000 Error receiving message"] else { return false }
        return conversation.connection.end?.allowsReturn == false
    }

    @Test("changing one bit, whichever byte of the frame it is in")
    func flips() throws {
        let (conversation, messages) = try waiting()
        let frame = messages[0].encoded
        var taken: [Int] = []
        for index in frame.indices {
            var flipped = frame
            flipped[index] ^= 1 << UInt8(index % 8)
            if !isRefused(flipped, by: conversation) { taken.append(index) }
        }
        #expect(taken == [])
        #expect(!isRefused(frame, by: conversation))
    }

    @Test("changing one bit of a field, for the reason that the field gives")
    func flipsFields() throws {
        let (conversation, messages) = try waiting()
        let message = messages[0]
        func reason(_ changed: RelayedMessage) -> MessageRefusal? {
            var conversation = conversation
            _ = conversation.receive(changed)
            guard case .refused(let refusal) = conversation.connection.end else { return nil }
            return refusal
        }
        guard case .keyNotProven = reason(message.with(key: [message.key[0] ^ 1] + message.key.dropFirst())) else {
            Issue.record("key")
            return
        }
        guard case .contentNotProven = reason(message.with(content: message.content.flippedAtEnd)) else {
            Issue.record("content")
            return
        }
        guard case .proof(.notCertified) = reason(message.with(tree: message.tree.flippedAtEnd)) else {
            Issue.record("tree")
            return
        }
        guard case .proof(.certificate(.invalidSignature)) = reason(
            message.with(certificate: message.certificate.flippedAtEnd))
        else {
            Issue.record("certificate")
            return
        }
    }

    @Test("swapping two messages")
    func swaps() throws {
        let (conversation, messages) = try waiting()
        #expect(isRefused(messages[1].encoded, by: conversation))
    }

    @Test("dropping a message")
    func drops() throws {
        var (conversation, messages) = try waiting()
        #expect(conversation.receive(messages[0]).texts == ["one ping"])
        #expect(isRefused(messages[2].encoded, by: conversation))
        #expect(conversation.receive(messages[1]).texts == ["two ping"])
    }

    @Test("replaying a message, at once or later")
    func replays() throws {
        var (conversation, messages) = try waiting()
        #expect(conversation.receive(messages[0]).summary == ["deliver"])
        #expect(isRefused(messages[0].encoded, by: conversation))
        #expect(conversation.receive(messages[1]).summary == ["deliver"])
        #expect(isRefused(messages[0].encoded, by: conversation))
    }

    @Test("putting a message in another one's place")
    func exchanges() throws {
        let (conversation, messages) = try waiting()
        #expect(isRefused(messages[0].with(content: messages[1].content).encoded, by: conversation))
        #expect(isRefused(messages[0].with(key: messages[1].key).encoded, by: conversation))
    }

    @Test("giving the certificate of another network")
    func foreignNetwork() throws {
        let (conversation, messages) = try waiting()
        var stranger = try Conversation(RelayedCanister(seed: "the root key of quite another network"))
        try stranger.openAndListen()
        for text in ["one", "two", "three"] as [Text] { try stranger.say(text) }
        let others = try stranger.relay.poll()
        // Alike to the byte, but for who signed.
        #expect(others[0].content == messages[0].content && others[0].tree == messages[0].tree)
        #expect(isRefused(others[0].encoded, by: conversation))
        #expect(isRefused(messages[0].with(certificate: others[0].certificate).encoded, by: conversation))
    }

    @Test("giving a message of another canister")
    func otherCanister() throws {
        let (conversation, messages) = try waiting()
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
        var (conversation, messages) = try waiting()
        conversation.relay.advance(by: .seconds(300))
        #expect(conversation.receive(messages[0]).summary == ["deliver"])
        conversation.relay.advance(by: .nanoseconds(1))
        // The certificate is known by now, and its age is looked at all the same.
        #expect(isRefused(messages[1].encoded, by: conversation))
    }

    @Test("is not to be confused with a clock that is five minutes slow")
    func slowClock() throws {
        let (conversation, messages) = try waiting()
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
        #expect(isRefused(open.encoded, by: opening))
    }
}

extension RelayedMessage {
    func with(
        key: [UInt8]? = nil, content: [UInt8]? = nil, certificate: [UInt8]? = nil, tree: [UInt8]? = nil
    ) -> RelayedMessage {
        RelayedMessage(
            key: key ?? self.key, content: content ?? self.content, certificate: certificate ?? self.certificate,
            tree: tree ?? self.tree)
    }
}

extension [UInt8] {
    /// A copy with a bit of the last byte changed.
    var flippedAtEnd: [UInt8] {
        guard let last else { return [0] }
        return dropLast() + [last ^ 1]
    }
}
