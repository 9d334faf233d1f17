import Bytes
import Candid
import Testing
import TestSupport

@testable import WebSocketProtocol

/// Messages made by other implementations of Candid: A in the order of the Rust library, B in that of the JavaScript one.
@Suite("The interface's Candid messages")
struct InterfaceVectors {
    let client: Principal
    let gateway: Principal

    init() throws {
        client = try Principal(text: "kj67s-b5v2y-ahlkr-kmume-xbow6-zwbtj-j4j3m-ae46e-qqrcu-uxiby-yae")
        gateway = try Principal(text: "sqdfl-mr4km-2hfjy-gajqo-xqvh7-hf4mf-nra4i-3it6l-neaw4-soolw-tae")
    }

    var clientKey: ClientKey { ClientKey(principal: client, nonce: 1) }

    func decode<Value: CandidDecodable>(_ type: Value.Type, _ hex: String) throws -> Value {
        let decoder = try CandidDecoder(bytes(hex))
        let value = try decoder.argument(type)
        try decoder.finish()
        return value
    }

    @Test("ws_open: argument")
    func open() throws {
        let hex = "4449444c016c02f3eec6b40268bbd1eacd0e780100011d3c533472a7060260ebc2a7f9cbc615b10711b44fcb69016e49ce5da602"
            + "0100000000000000"
        let arguments = OpenArguments(clientNonce: 1, gateway: gateway)
        #expect(arguments.encoded == bytes(hex))
        #expect(try decode(OpenArguments.self, hex) == arguments)
    }

    @Test("ws_close: argument, in both orders of types")
    func close() throws {
        let a = "4449444c026c01ebb49ce903016c02fa80a2940568bbd1eacd0e780100011db5d60075aa2a65184b85d6f66c19a53c4ed80273c4"
            + "84222a52e80e30020100000000000000"
        let b = "4449444c026c02fa80a2940568bbd1eacd0e786c01ebb49ce903000101011db5d60075aa2a65184b85d6f66c19a53c4ed80273c4"
            + "84222a52e80e30020100000000000000"
        let arguments = CloseArguments(clientKey: clientKey)
        #expect(arguments.encoded == bytes(a))
        #expect(try decode(CloseArguments.self, a) == arguments)
        #expect(try decode(CloseArguments.self, b) == arguments)
    }

    @Test("ws_message: arguments with the unread second one")
    func message() throws {
        let a = "4449444c056c01c1b4cc02016c0588ecfba70178b99adecb0102ebb49ce90303d6a9bbae0a78e8f5c3be0a7e6d7b6c02fa80a294"
            + "0568bbd1eacd0e786e7f020004010000000000000002cafe011db5d60075aa2a65184b85d6f66c19a53c4ed80273c484222a52e80e30"
            + "02010000000000000000002a36fe9c97170000"
        let b = "4449444c056d7b6c02fa80a2940568bbd1eacd0e786c0588ecfba70178b99adecb0100ebb49ce90301d6a9bbae0a78e8f5c3be0a"
            + "7e6c01c1b4cc02026e7f020304010000000000000002cafe011db5d60075aa2a65184b85d6f66c19a53c4ed80273c484222a52e80e30"
            + "02010000000000000000002a36fe9c97170000"
        let arguments = MessageArguments(
            message: WebSocketMessage(
                clientKey: clientKey, sequenceNumber: 1, timestamp: 1_700_000_000_000_000_000, isServiceMessage: false,
                content: [0xca, 0xfe]))
        #expect(arguments.encoded == bytes(a))
        #expect(try decode(MessageArguments.self, a) == arguments)
        #expect(try decode(MessageArguments.self, b) == arguments)
    }

    @Test("ws_get_messages: argument")
    func getMessages() throws {
        let hex = "4449444c016c01ef9999fe097801000000000000000000"
        #expect(GetMessagesArguments(nonce: 0).encoded == bytes(hex))
        #expect(try decode(GetMessagesArguments.self, hex) == GetMessagesArguments(nonce: 0))
    }

    @Test("Ok and Err")
    func results() throws {
        var ok = ByteWriter()
        WebSocketResult.encodeOK(into: &ok)
        #expect(ok.bytes == bytes("4449444c016b02bc8a017fc5fed20171010000"))
        #expect(try decode(WebSocketResult.self, "4449444c016b02bc8a017fc5fed20171010000") == .ok)
        #expect(try decode(WebSocketResult.self, "4449444c016b02bc8a017fc5fed201710100010165") == .error("e"))

        var error = ByteWriter()
        WebSocketResult.encode(.invalidServiceMessage, into: &error)
        let expected = "4449444c016b02bc8a017fc5fed20171010001" + "17" + hex(Array("Invalid service message".utf8))
        #expect(error.bytes == bytes(expected))
    }

    @Test("A page without messages")
    func emptyPage() throws {
        let a = "4449444c066b02bc8a0101c5fed201716c04ccb1f7a70302e4cdf48d0404deb28ee80404829c8df40d7e6d036c039f93c60271b9"
            + "9adecb0104ebb49ce903056d7b6c02fa80a2940568bbd1eacd0e7801000000000001"
        let page = MessagePageWriter.empty
        #expect(page.bytes == bytes(a))
        guard case .ok(let messages) = try GetMessagesResult(decoding: bytes(a)) else {
            Issue.record("expected a page")
            return
        }
        #expect(messages.messages.isEmpty && messages.certificate.isEmpty && messages.tree.isEmpty)
        #expect(messages.isEndOfQueue)
    }

    @Test("A page with a message, written piece by piece, reads back")
    func page() throws {
        let prefix = MessageKey.prefix(gateway: gateway)
        var page = MessagePageWriter(messageCount: 1, keyPrefix: prefix, firstNonce: 7, capacity: 16)
        page.write(content: [1, 2], clientKey: clientKey)
        var tree = ByteWriter()
        tree.write([0xbb])
        let reply = page.finish(certificate: [0xaa], tree: tree, isEndOfQueue: false)
        guard case .ok(let messages) = try GetMessagesResult(decoding: reply.bytes) else {
            Issue.record("expected a page")
            return
        }
        #expect(messages.certificate == [0xaa])
        #expect(messages.tree == [0xbb])
        #expect(!messages.isEndOfQueue)
        let message = try #require(messages.messages.first)
        #expect(message.content == [1, 2])
        #expect(message.clientKey == clientKey)
        #expect(message.key.bytes == Array("\(gateway.text)_00000000000000000007".utf8))
        #expect(MessageKey.nonce(of: message.key.bytes, prefix: prefix) == 7)
    }

    @Test("A page as another implementation writes it, in both orders of types")
    func foreignPage() throws {
        let a = "4449444c066b02bc8a0101c5fed201716c04ccb1f7a70302e4cdf48d0404deb28ee80404829c8df40d7e6d036c039f93c60271b9"
            + "9adecb0104ebb49ce903056d7b6c02fa80a2940568bbd1eacd0e7801000001016b020102011db5d60075aa2a65184b85d6f66c19a53c"
            + "4ed80273c484222a52e80e3002010000000000000001aa01bb00"
        let b = "4449444c066d7b6c02fa80a2940568bbd1eacd0e786c039f93c60271b99adecb0100ebb49ce903016d026c04ccb1f7a70303e4cd"
            + "f48d0400deb28ee80400829c8df40d7e6b02bc8a0104c5fed2017101050001016b020102011db5d60075aa2a65184b85d6f66c19a53c"
            + "4ed80273c484222a52e80e3002010000000000000001aa01bb00"
        let page = try GetMessagesResult(decoding: bytes(a))
        #expect(try GetMessagesResult(decoding: bytes(b)) == page)
        let expected = CertifiedMessages(
            messages: [OutputMessage(clientKey: clientKey, key: "k", content: [1, 2])], certificate: [0xaa],
            tree: [0xbb], isEndOfQueue: false)
        #expect(page == .ok(expected))
    }
}

@Suite("Keys of messages")
struct MessageKeyTests {
    @Test("count on as their numbers do", arguments: [0, 8, 9, 10, 99, 999_999_999, 12_345, UInt64.max - 1])
    func advance(nonce: UInt64) {
        let prefix: [UInt8] = Array("em77e-bvlzu-aq_".utf8)
        var key = MessageKey.bytes(prefix: prefix, nonce: nonce)
        MessageKey.advance(&key)
        #expect(key == MessageKey.bytes(prefix: prefix, nonce: nonce + 1))
        #expect(MessageKey.nonce(of: key, prefix: prefix) == nonce + 1)
    }
}
