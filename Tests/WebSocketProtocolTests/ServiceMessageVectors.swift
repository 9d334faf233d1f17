import Candid
import Testing
import TestSupport

@testable import WebSocketProtocol

@Suite("Service messages")
struct ServiceMessageVectors {
    static let typesA = "4449444c066b04fdbd95cc0101bfd397b409038ff2d1ef0a049eb7f0ad0b036c01ebb49ce903026c02fa80a2940568bbd1"
        + "eacd0e786c01d888abb90a786c01c49ff4e40f056b04cdc2dabb047fc9c68ea0057fd7aba29c0a7f999dafab0d7f0100"
    static let typesB = "4449444c066c02fa80a2940568bbd1eacd0e786c01ebb49ce903006c01d888abb90a786b04cdc2dabb047fc9c68ea0057f"
        + "d7aba29c0a7f999dafab0d7f6c01c49ff4e40f036b04fdbd95cc0101bfd397b409028ff2d1ef0a049eb7f0ad0b020105"

    static let client = "b5d60075aa2a65184b85d6f66c19a53c4ed80273c484222a52e80e3002"

    static func open() throws -> ServiceMessage {
        .open(ClientKey(principal: try Principal(bytes: bytes(client)), nonce: 385_892_949_151_814_926))
    }

    @Test("are written and read as the released libraries do", arguments: [
        ("open", "00011d\(client)0e9585bb97f75a05"), ("acknowledge", "030000000000000000"),
        ("keepAlive", "010700000000000000"), ("close", "0203"),
    ])
    func vectors(name: String, value: String) throws {
        let message: ServiceMessage =
            switch name {
            case "open": try Self.open()
            case "acknowledge": .acknowledge(lastIncomingSequenceNumber: 0)
            case "keepAlive": .keepAlive(lastIncomingSequenceNumber: 7)
            default: .close(.keepAliveTimeout)
            }
        #expect(message.encoded == bytes(Self.typesA + value))
        #expect(try ServiceMessage(decoding: bytes(Self.typesA + value)) == message)
        #expect(try ServiceMessage(decoding: bytes(Self.typesB + value)) == message)
    }

    @Test("name every reason for closing", arguments: CloseReason.allCases)
    func reasons(reason: CloseReason) throws {
        #expect(try ServiceMessage(decoding: ServiceMessage.close(reason).encoded) == .close(reason))
        #expect(reason.closeCode == (reason == .closedByApplication ? .closedByApplication : .protocolError))
    }

    @Test("cut short anywhere give an error")
    func truncation() throws {
        let whole = try Self.open().encoded
        for length in 0..<whole.count {
            #expect(throws: CandidError.self) { try ServiceMessage(decoding: Array(whole[..<length])) }
        }
    }
}
