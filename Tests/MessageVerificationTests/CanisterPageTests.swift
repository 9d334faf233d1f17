import Candid
import CanisterTesting
import Certification
import ICCertificates
import MessageVerification
@testable import PingPong
import Testing
import WebSocketProtocol

/// The sample on the native host, with one client and one gateway.
private struct Conversation {
    let canister: TestCanister
    let gateway = Principal.testUser(1)
    let clientKey = ClientKey(principal: .testUser(2), nonce: 3)

    init() throws {
        canister = try TestCanister(PingPong.self)
        _ = canister.update(
            "ws_open", OpenArguments(clientNonce: clientKey.nonce, gateway: gateway).encoded,
            caller: clientKey.principal)
    }

    func say(_ text: Text, sequenceNumber: UInt64) {
        let message = WebSocketMessage(
            clientKey: clientKey, sequenceNumber: sequenceNumber, timestamp: canister.time, isServiceMessage: false,
            content: PingPong.encode(AppMessage(text: text, timestamp: canister.time)))
        _ = canister.update("ws_message", MessageArguments(message: message).encoded, caller: clientKey.principal)
    }

    func page(from nonce: UInt64 = 0) throws -> CertifiedPage {
        let reply = try canister.query(
            "ws_get_messages", GetMessagesArguments(nonce: nonce).encoded, caller: gateway).get()
        guard case .ok(let page) = try GetMessagesResult(decoding: reply) else { throw NoPage() }
        return CertifiedPage(canister: canister.id, page: page)
    }

    var receiver: MessageReceiver {
        MessageReceiver(
            clientKey: clientKey,
            verifier: CertifiedMessageVerifier(canister: canister.id, certificates: .unsigned))
    }

    struct NoPage: Error {}
}

@Suite("A page of a canister's messages")
struct CanisterPageTests {
    private let conversation: Conversation
    private var receiver: MessageReceiver

    init() throws {
        conversation = try Conversation()
        receiver = conversation.receiver
    }

    private var now: UInt64 { conversation.canister.time }

    @Test("is received message by message")
    mutating func receives() throws {
        conversation.say("one", sequenceNumber: 1)
        conversation.say("two", sequenceNumber: 2)
        let messages = try conversation.page().relayedMessages
        #expect(messages.count == 4)
        var texts: [String] = []
        for (index, relayed) in messages.enumerated() {
            let received = try receiver.receive(relayed, at: now)
            #expect(received.sequenceNumber == UInt64(index + 1))
            #expect(received.signature == .notChecked)
            switch received.body {
            case .service(let service):
                #expect(service == .open(conversation.clientKey))
                texts.append("open")
            case .application(let content):
                let decoder = try CandidDecoder(content)
                texts.append(try decoder.argument(AppMessage.self).text.string)
            }
        }
        #expect(texts == ["open", "ping", "one ping", "two ping"])
    }

    @Test("is refused in another order, and again, and goes on after that")
    mutating func refusesOtherOrder() throws {
        let messages = try conversation.page().relayedMessages
        refuses(messages[1], expected: 1, found: 2)
        _ = try receiver.receive(messages[0], at: now)
        refuses(messages[0], expected: 2, found: 1)
        _ = try receiver.receive(messages[1], at: now)
        #expect(receiver.nextSequenceNumber == 3)
    }

    private mutating func refuses(_ relayed: RelayedMessage, expected: UInt64, found: UInt64) {
        #expect {
            _ = try receiver.receive(relayed, at: now)
        } throws: { error in
            guard case .sequenceNumber(expected, found) = error as? MessageRefusal else { return false }
            return true
        }
    }

    @Test("is refused with a message whose place in the tree was pruned")
    mutating func refusesPruned() throws {
        let first = try conversation.page().relayedMessages[0]
        conversation.say("one", sequenceNumber: 1)
        let later = try conversation.page(from: 2).relayedMessages[0]
        let moved = RelayedMessage(
            key: first.key, content: first.content, certificate: later.certificate, tree: later.tree)
        #expect {
            _ = try receiver.receive(moved, at: now)
        } throws: { error in
            guard case .keyNotProven(first.key, .unknown) = error as? MessageRefusal else { return false }
            return true
        }
    }

    @Test("is refused with the proof of an earlier page")
    mutating func refusesOldProof() throws {
        let early = try conversation.page().relayedMessages[0]
        conversation.say("one", sequenceNumber: 1)
        let late = try conversation.page().relayedMessages[0]
        #expect {
            _ = try receiver.receive(
                RelayedMessage(
                    key: late.key, content: late.content, certificate: early.certificate, tree: late.tree), at: now)
        } throws: { error in
            guard case .proof(.notCertified) = error as? MessageRefusal else { return false }
            return true
        }
    }

    @Test("is refused with contents exchanged between its keys")
    mutating func refusesExchange() throws {
        let messages = try conversation.page().relayedMessages
        let swapped = RelayedMessage(
            key: messages[0].key, content: messages[1].content, certificate: messages[0].certificate,
            tree: messages[0].tree)
        #expect {
            _ = try receiver.receive(swapped, at: now)
        } throws: { error in
            guard case .contentNotProven = error as? MessageRefusal else { return false }
            return true
        }
    }

    @Test("without messages has no proof, and a message with that is refused")
    mutating func refusesNoProof() throws {
        let empty = try conversation.page(from: 2)
        #expect(empty.page.messages.isEmpty && empty.page.certificate.isEmpty && empty.page.tree.isEmpty)
        let first = try conversation.page().relayedMessages[0]
        #expect {
            _ = try receiver.receive(
                RelayedMessage(key: first.key, content: first.content, certificate: [], tree: []), at: now)
        } throws: { error in
            guard case .proof(.certificate(.encoding(.endOfInput))) = error as? MessageRefusal else { return false }
            return true
        }
    }

    @Test("tells in words why a message is refused")
    func tells() {
        #expect(
            MessageRefusal.sequenceNumber(expected: 2, found: 5).description
                == "the message has sequence number 5, where 2 was expected")
        #expect(
            MessageRefusal.keyNotProven([UInt8]("a_1".utf8), .unknown).description
                == "the tree has no value at key 'a_1': what is at the path was pruned")
        #expect(
            MessageRefusal.content(.missingField("client_nonce")).description
                == "the content is no message: it has no entry 'client_nonce'")
    }
}
