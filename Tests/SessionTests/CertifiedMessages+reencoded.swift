import Bytes
import WebSocketProtocol

extension CertifiedMessages {
    /// The answer of `ws_get_messages` with these messages and the proof of another page.
    func reencoded(withProofOf other: CertifiedMessages) -> [UInt8] {
        var page = MessagePageWriter(messageCount: messages.count, capacity: 1_024)
        for message in messages {
            let digits = MessageKey.digits
            let prefix = Array(message.key.bytes.dropLast(digits))
            guard let nonce = MessageKey.nonce(of: message.key.bytes, prefix: prefix) else { return [] }
            page.write(keyPrefix: prefix, nonce: nonce, content: message.content, clientKey: message.clientKey)
        }
        var tree = ByteWriter()
        tree.write(other.tree)
        return page.finish(certificate: other.certificate, tree: tree, isEndOfQueue: isEndOfQueue).bytes
    }
}
