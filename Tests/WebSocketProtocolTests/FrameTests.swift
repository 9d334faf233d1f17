import Bytes
import Candid
import Testing
import TestSupport

@testable import WebSocketProtocol

@Suite("Frames between client and gateway")
struct FrameTests {
    @Test("The handshake has the form that released clients expect")
    func handshake() throws {
        let gateway = try Principal(bytes: [UInt8](repeating: 3, count: 29))
        let handshake = GatewayHandshake(gateway: gateway)
        let expected = bytes("d9d9f7a1") + [0x71] + Array("gateway_principal".utf8) + [0x58, 29] + gateway.bytes
        #expect(handshake.encoded == expected)
        #expect(try GatewayHandshake(decoding: expected) == handshake)
        #expect(try GatewayHandshake(decoding: Array(expected[3...])) == handshake)
    }

    @Test("A handshake without its field, or with bytes that are no principal, is refused")
    func badHandshake() {
        #expect(throws: FrameError.self) { try GatewayHandshake(decoding: bytes("a0")) }
        let long = bytes("a1") + [0x71] + Array("gateway_principal".utf8) + [0x58, 30] + [UInt8](repeating: 1, count: 30)
        #expect(throws: FrameError.self) { try GatewayHandshake(decoding: long) }
    }

    @Test("A client's envelope is taken out unchanged, with or without tags")
    func clientFrame() throws {
        let envelope = bytes("a2") + [0x61, 0x61, 0x01, 0x61, 0x62, 0x82, 0x01, 0x02]
        let frame = ClientFrame(envelope: envelope)
        #expect(try ClientFrame(decoding: frame.encoded) == frame)
        #expect(try ClientFrame(decoding: Array(frame.encoded[3...])) == frame)
        let tagged = bytes("a1") + [0x68] + Array("envelope".utf8) + bytes("d9d9f7") + envelope
        #expect(try ClientFrame(decoding: tagged) == frame)
        #expect(throws: FrameError.self) { try ClientFrame(decoding: bytes("a0")) }
    }

    @Test("A relayed message reads back; cut short anywhere it gives an error")
    func relayedMessage() throws {
        let message = RelayedMessage(key: Array("g_0".utf8), content: [1], certificate: [2, 3], tree: [4])
        let frame = message.encoded
        #expect(try RelayedMessage(decoding: frame) == message)
        for length in 0..<frame.count {
            #expect(throws: FrameError.self) { try RelayedMessage(decoding: Array(frame[..<length])) }
        }
    }
}
