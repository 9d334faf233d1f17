import Bytes
import Candid
import Testing

@testable import WebSocketProtocol

@Suite("Error texts")
struct ErrorTextTests {
    @Test("are those of the released libraries, word for word")
    func texts() throws {
        let p = try Principal(text: "2ibo7-dia")
        let key = ClientKey(principal: p, nonce: 12)
        let expected: [(WebSocketError, String)] = [
            (.anonymousClient, "Anonymous principal is not allowed"),
            (.alreadyConnected(key), "Client with key 2ibo7-dia_12 already has an open connection"),
            (.clientNotConnected(p), "Client with principal 2ibo7-dia doesn't have an open connection"),
            (.keyNotConnected(key), "Client with key 2ibo7-dia_12 doesn't have an open connection"),
            (
                .keyMismatch(p),
                "Client with principal 2ibo7-dia has a different key than the one used in the message"
            ),
            (
                .wrongSequenceNumber(expected: 3, actual: .max),
                "Expected incoming sequence number 3 but got 18446744073709551615"
            ),
            (.invalidServiceMessage, "Invalid service message"),
            (.gatewayNotRegistered(p), "Gateway with principal 2ibo7-dia is not registered"),
            (
                .clientOfAnotherGateway(key, gateway: p),
                "Client with key 2ibo7-dia_12 was not registered to gateway 2ibo7-dia"
            ),
        ]
        for (error, text) in expected {
            var writer = ByteWriter()
            error.writeText(into: &writer)
            #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
        }
    }
}
