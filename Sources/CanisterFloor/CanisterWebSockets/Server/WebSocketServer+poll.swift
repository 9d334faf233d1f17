import Bytes
import Candid
import Canister
import Certification
import BalancedTrees
import WebSocketProtocol

extension WebSocketServer {
    /// The answer of `ws_get_messages`.
    func poll(gateway principal: Principal, from nonce: UInt64) throws(EntryPointFailure) -> ByteWriter {
        guard let gateway = gateways[principal], nonce < gateway.queue.nextNonce, !gateway.queue.isEmpty,
            settings.maximumReturnedMessages > 0
        else { return MessagePageWriter.empty }
        guard let certificate = CertifiedData.certificate else {
            throw .trap("messages are certified only in a query that is not replicated: there is no data certificate")
        }

        let page = page(of: gateway, from: nonce, certificateSize: certificate.count)
        let tree = writeTree(for: page.nonces, of: gateway)
        var reply = MessagePageWriter(
            messageCount: page.nonces.count, keyPrefix: gateway.keyPrefix, firstNonce: page.nonces.lowerBound,
            capacity: MessagePageWriter.overhead + certificate.count + tree.count + page.messagesSize)
        gateway.queue.forEach(in: page.nonces) { entry in
            reply.write(content: entry.content, clientKey: entry.recipient.key)
        }
        return reply.finish(
            certificate: certificate, tree: tree, isEndOfQueue: page.nonces.upperBound == gateway.queue.nextNonce)
    }

    /// Takes messages from a number on until the count, or the bytes of the reply with certificate and tree, are full.
    private func page(of gateway: Gateway, from nonce: UInt64, certificateSize: Int) -> OutgoingQueue.Page {
        let overhead =
            MessagePageWriter.overhead(keyPrefix: gateway.keyPrefix) + Self.treeSize(keyPrefix: gateway.keyPrefix)
        let fixedSize = MessagePageWriter.overhead + certificateSize + Self.treePathSize
        return gateway.queue.page(
            from: nonce, maximumCount: settings.maximumReturnedMessages,
            maximumSize: settings.maximumReplySize - fixedSize, sizePerMessage: overhead)
    }

    /// The most bytes of a hash tree beside the messages that it shows: pruned nodes and forks on both sides of the way
    /// from the root over 2³² gateways to a message among 2⁵⁶.
    private static let treePathSize = 10 << 10

    /// The most bytes that a message adds to the hash tree: label, leaf, and the fork above.
    private static func treeSize(keyPrefix: [UInt8]) -> Int {
        keyPrefix.count + MessageKey.digits + 48
    }
}
