import MessageVerification
import Testing
import WebSocketProtocol
@testable import WebSocketClient

@Suite("One bit of a frame that is not as it was", .timeLimit(.minutes(60)))
struct FlippedBitTests {
    @Test("is noticed, whichever byte of the frame it is in")
    func flips() throws {
        let (conversation, messages) = try Conversation.withThreeWaiting()
        let frame = messages[0].encoded
        var taken: [Int] = []
        for index in frame.indices {
            var flipped = frame
            flipped[index] ^= 1 << UInt8(index % 8)
            if !conversation.refuses(flipped) { taken.append(index) }
        }
        #expect(taken == [])
        #expect(!conversation.refuses(frame))
    }

    @Test("is noticed for the reason that its field gives")
    func flipsFields() throws {
        let (conversation, messages) = try Conversation.withThreeWaiting()
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
}
