import Candid
import TestSupport
import WebSocketProtocol

/// Arguments in other forms than those of this package's own encoder, and such as are none.
enum GeneratedArguments {
    /// The argument of `ws_message` with the type table of JavaScript's encoder, and without the second argument.
    static func message(_ message: WebSocketMessage) -> [UInt8] {
        let types = bytes(
            "4449444c046d7b6c02fa80a2940568bbd1eacd0e786c0588ecfba70178b99adecb0100ebb49ce90301d6a9bbae0a78e8f5c3be0a7e"
                + "6c01c1b4cc02020103")
        let own = MessageArguments(message: message).encoded
        // The values are the same; behind them stands the second argument's.
        return types + own[ownMessageTypes...].dropLast()
    }

    /// The bytes of types before the values of `ws_message` in this package's own encoding.
    private static let ownMessageTypes =
        MessageArguments(
            message: WebSocketMessage(
                clientKey: ClientKey(principal: .managementCanister, nonce: 0), sequenceNumber: 0, timestamp: 0,
                isServiceMessage: false, content: [])
        ).encoded.count - (8 + 1 + 2 + 8 + 8 + 1 + 1)

    /// The argument of `ws_close` with the type table of JavaScript's encoder.
    static func close(_ key: ClientKey) -> [UInt8] {
        bytes("4449444c026c02fa80a2940568bbd1eacd0e786c01ebb49ce903000101")
            + CloseArguments(clientKey: key).encoded.dropFirst(29)
    }

    /// Something that cannot be decoded, made of an argument that can.
    static func malformed(_ argument: [UInt8], _ random: inout Randomness) -> [UInt8] {
        switch random.number(1...7) {
        case 1...3: Array(argument.prefix(random.count(0...argument.count - 1)))
        case 4: argument + [0]
        case 5: [0x44, 0x49, 0x44, 0x58] + argument.dropFirst(4)
        case 6: CandidEncoder.encode("a text")
        default: bytes("4449444c00 00")
        }
    }

    /// The content of a service message that is not a keep-alive.
    static func wrongServiceMessage(_ key: ClientKey, _ random: inout Randomness) -> [UInt8] {
        let keepAlive = ServiceMessage.keepAlive(lastIncomingSequenceNumber: 1).encoded
        return switch random.number(1...8) {
        case 1: ServiceMessage.open(key).encoded
        case 2: ServiceMessage.acknowledge(lastIncomingSequenceNumber: random.number(0...9)).encoded
        case 3: ServiceMessage.close(random.pick(CloseReason.allCases)).encoded
        case 4: []
        case 5: random.bytes(random.count(1...30))
        case 6: keepAlive + [0]
        case 7: Array(keepAlive.dropLast(random.count(1...keepAlive.count - 1)))
        default: CandidEncoder.encode(random.number(0...9))
        }
    }
}
