import Bytes
import Candid
import TestSupport
import Testing

@testable import WebSocketProtocol

@Suite("A message's content")
struct MessageContentTests {
    /// A message that a canister of the released Rust library sent on a real replica.
    static let recorded = bytes(
        "d9d9f7a56a636c69656e745f6b6579a270636c69656e745f7072696e636970616c581db5d60075aa2a65184b85d6f66c19a53c4ed80273c4"
            + "84222a52e80e30026c636c69656e745f6e6f6e63651b055af797bb85950e6c73657175656e63655f6e756d016974696d657374616d70"
            + "1b179f3ab61f182c6c7269735f736572766963655f6d657373616765f567636f6e74656e7458894449444c066b04fdbd95cc0101bfd3"
            + "97b409038ff2d1ef0a049eb7f0ad0b036c01ebb49ce903026c02fa80a2940568bbd1eacd0e786c01d888abb90a786c01c49ff4e40f05"
            + "6b04cdc2dabb047fc9c68ea0057fd7aba29c0a7f999dafab0d7f010000011db5d60075aa2a65184b85d6f66c19a53c4ed80273c48422"
            + "2a52e80e30020e9585bb97f75a05")

    @Test("is read and written again as a released canister sent it")
    func recorded() throws {
        let message = try WebSocketMessage(decodingCBOR: Self.recorded)
        #expect(message.sequenceNumber == 1)
        #expect(message.isServiceMessage)
        #expect(try ServiceMessage(decoding: message.content) == .open(message.clientKey))
        #expect(message.cborEncoded == Self.recorded)
    }

    @Test("keeps to the stated overhead, whatever the numbers", arguments: [0, 1, 23, 24, 255, 65_536, UInt64.max])
    func overhead(number: UInt64) throws {
        for principal in [Principal.managementCanister, try Principal(bytes: [UInt8](repeating: 7, count: 29))] {
            for count in [0, 23, 24, 70_000] {
                let message = WebSocketMessage(
                    clientKey: ClientKey(principal: principal, nonce: number), sequenceNumber: number, timestamp: number,
                    isServiceMessage: false, content: [UInt8](repeating: 9, count: count))
                let encoded = message.cborEncoded
                #expect(encoded.count - count <= MessageContent.maximumOverhead)
                #expect(try WebSocketMessage(decodingCBOR: encoded) == message)
            }
        }
        let open = ServiceMessage.open(
            ClientKey(principal: try Principal(bytes: [UInt8](repeating: 7, count: 29)), nonce: .max))
        #expect(open.encoded.count + MessageContent.maximumOverhead <= MessageContent.maximumOpenMessageSize)
    }

    @Test("cut short anywhere gives an error")
    func truncation() {
        for length in 0..<Self.recorded.count {
            #expect(throws: FrameError.self) { try WebSocketMessage(decodingCBOR: Array(Self.recorded[..<length])) }
        }
    }
}
