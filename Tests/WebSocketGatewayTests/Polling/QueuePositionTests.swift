import Candid
import Testing

@testable import WebSocketGateway
@testable import WebSocketProtocol

@Suite("The place in a canister's queue", .timeLimit(.minutes(60)))
struct QueuePositionTests {
    private let prefix = MessageKey.prefix(gateway: .anonymous)

    private func page(_ nonces: [UInt64], content: (UInt64) -> [UInt8] = { [UInt8($0)] }) -> CertifiedMessages {
        let messages = nonces.map { nonce in
            OutputMessage(
                clientKey: ClientKey(principal: .anonymous, nonce: 1),
                key: Text(utf8: MessageKey.bytes(prefix: prefix, nonce: nonce)) ?? .empty, content: content(nonce))
        }
        return CertifiedMessages(messages: messages, certificate: [], tree: [], isEndOfQueue: true)
    }

    /// A position behind message 4.
    private func behindFour() -> QueuePosition {
        var position = QueuePosition()
        _ = position.read(page([3, 4]), from: 0, prefix: prefix)
        return position
    }

    @Test("begins anywhere, since old messages may be gone, and goes on without a gap")
    func reading() {
        var position = QueuePosition()
        #expect(position.nonce(verifying: false) == 0)
        #expect(position.nonce(verifying: true) == 0)
        #expect(position.read(page([]), from: 0, prefix: prefix) == .messages([]))
        position = QueuePosition()
        let first = page([3, 4])
        #expect(position.read(first, from: 0, prefix: prefix) == .messages(first.messages))
        #expect(position.nonce(verifying: false) == 5)
        #expect(position.nonce(verifying: true) == 4)
        let second = page([5])
        #expect(position.read(second, from: 5, prefix: prefix) == .messages(second.messages))
        #expect(position.read(page([]), from: 6, prefix: prefix) == .messages([]))
        #expect(position.nonce(verifying: false) == 6)
    }

    @Test("is proven by the last message, whether it comes alone or with new ones")
    func verified() {
        var position = behindFour()
        #expect(position.read(page([4]), from: 4, prefix: prefix) == .messages([]))
        #expect(position.nonce(verifying: false) == 5)
        let both = page([4, 5])
        #expect(position.read(both, from: 4, prefix: prefix) == .messages([both.messages[1]]))
        #expect(position.nonce(verifying: false) == 6)
    }

    @Test("stays when the last message went, as old ones do when new ones come")
    func trimmed() {
        var position = behindFour()
        let new = page([5, 6])
        #expect(position.read(new, from: 4, prefix: prefix) == .messages(new.messages))
    }

    @Test("is lost with the last message, with another in its place, and with smaller numbers")
    func forgotten() {
        var position = behindFour()
        #expect(position.read(page([]), from: 4, prefix: prefix) == .forgotten)
        position = behindFour()
        #expect(position.read(page([4], content: { _ in [9] }), from: 4, prefix: prefix) == .forgotten)
        position = behindFour()
        #expect(position.read(page([0]), from: 5, prefix: prefix) == .forgotten)
        position = behindFour()
        #expect(position.read(page([5, 5]), from: 5, prefix: prefix) == .forgotten)
    }

    @Test("has a gap where messages are missing, before a page and in it")
    func gaps() {
        var position = behindFour()
        #expect(position.read(page([7]), from: 5, prefix: prefix) == .gap(expected: 5, found: 7))
        position = behindFour()
        #expect(position.read(page([6]), from: 4, prefix: prefix) == .gap(expected: 5, found: 6))
        position = behindFour()
        #expect(position.read(page([5, 7]), from: 5, prefix: prefix) == .gap(expected: 6, found: 7))
    }

    @Test("may have one after nobody read for a while")
    func interrupted() {
        var position = behindFour()
        position.interrupt()
        let later = page([9])
        #expect(position.read(later, from: 4, prefix: prefix) == .messages(later.messages))
    }

    @Test("takes a key that is none for the one that is due")
    func strangeKey() {
        var position = behindFour()
        let strange = OutputMessage(
            clientKey: ClientKey(principal: .anonymous, nonce: 1), key: Text("strange"), content: [1])
        let page = CertifiedMessages(
            messages: [strange] + page([6]).messages, certificate: [], tree: [], isEndOfQueue: true)
        #expect(position.read(page, from: 5, prefix: prefix) == .messages(page.messages))
    }

    @Test("passes over a message, which proves nothing then")
    func skipping() {
        var position = behindFour()
        position.skip()
        #expect(position.nonce(verifying: true) == 6)
        #expect(position.read(page([]), from: 6, prefix: prefix) == .messages([]))
    }
}
