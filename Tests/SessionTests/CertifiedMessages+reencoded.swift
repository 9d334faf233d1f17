import Bytes
import WebSocketProtocol

extension CertifiedMessages {
    /// The answer of `ws_get_messages` with these messages and the proof of another page.
    func reencoded(withProofOf other: CertifiedMessages) -> [UInt8] {
        guard let key = messages.first?.key.bytes else { return [] }
        let prefix = Array(key.dropLast(MessageKey.digits))
        guard let nonce = MessageKey.nonce(of: key, prefix: prefix) else { return [] }
        var page = MessagePageWriter(
            messageCount: messages.count, keyPrefix: prefix, firstNonce: nonce, capacity: 1_024)
        for message in messages { page.write(content: message.content, clientKey: message.clientKey) }
        var tree = ByteWriter()
        tree.write(other.tree)
        return page.finish(certificate: other.certificate, tree: tree, isEndOfQueue: isEndOfQueue).bytes
    }
}
