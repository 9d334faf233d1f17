import Candid
import Testing
import WebSocketProtocol

@Suite("A glance at a certified message")
struct MessageGlanceTests {
    private let key = ClientKey(principal: .anonymous, nonce: 1)

    private func message(_ number: UInt64, isService: Bool, _ content: [UInt8]) -> [UInt8] {
        WebSocketMessage(
            clientKey: key, sequenceNumber: number, timestamp: 5, isServiceMessage: isService, content: content
        ).cborEncoded
    }

    @Test("tells its number, and no end for what is no close message")
    func numbers() throws {
        let messages: [(isService: Bool, content: [UInt8])] = [
            (false, []), (false, ServiceMessage.close(.keepAliveTimeout).encoded), (true, [1, 2]),
            (true, ServiceMessage.open(key).encoded),
            (true, ServiceMessage.acknowledge(lastIncomingSequenceNumber: 3).encoded),
        ]
        for (index, message) in messages.enumerated() {
            let glance = try MessageGlance(
                cbor: self.message(UInt64(index) << 20, isService: message.isService, message.content))
            #expect(glance.sequenceNumber == UInt64(index) << 20)
            #expect(glance.closeReason == nil)
        }
    }

    @Test("tells why a close message closes", arguments: CloseReason.allCases)
    func closes(reason: CloseReason) throws {
        let glance = try MessageGlance(cbor: message(9, isService: true, ServiceMessage.close(reason).encoded))
        #expect(glance.closeReason == reason)
    }

    @Test("refuses what is none")
    func refusals() {
        #expect(throws: FrameError.self) { try MessageGlance(cbor: []) }
        #expect(throws: FrameError.self) { try MessageGlance(cbor: [0xa0]) }
        let whole = message(1, isService: false, [1, 2, 3])
        for end in 0..<whole.count {
            #expect(throws: FrameError.self) { try MessageGlance(cbor: Array(whole[..<end])) }
        }
    }

    @Test("leaves the frames of a page as they are")
    func frames() throws {
        let page = RelayedPage(certificate: [1, 2], tree: Array(repeating: 3, count: 300))
        let frame = page.frame(key: Array("key".utf8), content: [4])
        let relayed = RelayedMessage(
            key: Array("key".utf8), content: [4], certificate: [1, 2], tree: Array(repeating: 3, count: 300))
        #expect(frame == relayed.encoded)
        #expect(try RelayedMessage(decoding: frame) == relayed)
    }
}
