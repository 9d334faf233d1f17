import Candid
import ICCertificates
import MessageVerification
@testable import PingPong
import Testing
import WebSocketProtocol
@testable import WebSocketClient

@Suite("A proof that many messages share", .timeLimit(.minutes(60)))
struct VerificationWorkTests {
    private struct Counted {
        var conversation: Conversation
        let check: CountingSignatureCheck

        init() throws {
            conversation = try Conversation()
            let check = CountingSignatureCheck(conversation.relay.certificates.signatureCheck)
            self.check = check
            conversation.connection = ClientConnection(
                canister: conversation.relay.canister.id, identity: conversation.identity, clientNonce: 7,
                certificates: CertificateVerifier(signatureCheck: check), at: conversation.now)
            try conversation.openAndListen()
        }
    }

    @Test("is verified once")
    func once() throws {
        var counted = try Counted()
        #expect(counted.check.count == 1)
        for number in 1...40 { try counted.conversation.say("\(number)") }
        let texts = try counted.conversation.listen().texts
        #expect(texts == (1...40).map { "\($0) ping" })
        #expect(counted.check.count == 2)
        #expect(counted.conversation.connection.verificationWork == VerificationWork(certificates: 2, trees: 2))
    }

    @Test("is verified once where pages of one round share the certificate alone")
    func pages() throws {
        var counted = try Counted()
        for number in 1...120 { try counted.conversation.say("\(number)") }
        let messages = try counted.conversation.relay.poll()
        #expect(Set(messages.map(\.certificate)).count == 1 && Set(messages.map(\.tree)).count == 3)
        for message in messages { #expect(counted.conversation.receive(message).summary == ["deliver"]) }
        #expect(counted.check.count == 2)
        #expect(counted.conversation.connection.verificationWork == VerificationWork(certificates: 2, trees: 4))
    }

    @Test("is verified again and again where it is none")
    func refusals() throws {
        var counted = try Counted()
        try counted.conversation.say("hello")
        let message = try counted.conversation.relay.poll()[0]
        for _ in 0..<3 {
            var again = counted.conversation
            let actions = again.receive(message.with(certificate: message.certificate.flippedAtEnd))
            #expect(actions.summary == ["close 4000 Error receiving message"])
        }
        #expect(counted.check.count == 4)
        #expect(counted.conversation.receive(message).texts == ["hello ping"])
    }
}
