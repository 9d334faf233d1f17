import Bytes
import Candid
import Canister
import Certification
import WebSocketProtocol

extension WebSocketServer {
    /// The answer of `ws_get_messages`.
    func poll(gateway principal: Principal, from nonce: UInt64) throws(EntryPointFailure) -> ByteWriter {
        guard let gateway = gateways[principal], nonce < gateway.queue.nextNonce,
            settings.maximumReturnedMessages > 0
        else { return MessagePageWriter.empty }
        guard let certificate = CertifiedData.certificate else {
            throw .trap("messages are certified only in a query that is not replicated: there is no data certificate")
        }

        let page = page(of: gateway, from: nonce, certificateSize: certificate.count)
        var tree = ByteWriter(capacity: page.treeSize)
        CertifiedRoot.writeWitness(label: ProtocolNumbers.treeLabel, into: &tree) { tree in
            logs.writeWitness(of: page.nonces, keyPrefix: gateway.keyPrefix, into: &tree)
        }
        var reply = MessagePageWriter(messageCount: page.nonces.count, capacity: page.replySize)
        gateway.queue.forEach(from: page.nonces.lowerBound) { nonce, entry in
            guard nonce < page.nonces.upperBound else { return false }
            reply.write(
                keyPrefix: gateway.keyPrefix, nonce: nonce, content: entry.content, clientKey: entry.recipient.key)
            return true
        }
        return reply.finish(
            certificate: certificate, tree: tree, isEndOfQueue: page.nonces.upperBound == gateway.queue.nextNonce)
    }

    private struct Page {
        var nonces: Range<UInt64>
        var replySize: Int
        var treeSize: Int
    }

    /// Takes messages from a number on until the count, or the bytes of the reply with certificate and tree, are full.
    private func page(of gateway: Gateway, from nonce: UInt64, certificateSize: Int) -> Page {
        let first = max(nonce, gateway.queue.firstNonce)
        let overhead = MessagePageWriter.overhead(keyPrefix: gateway.keyPrefix)
        let fixedTreeSize = logs.maximumWitnessPathSize + CertifiedRoot.witnessOverhead
        let treeSizePerMessage = CertifiedLog.maximumWitnessEntrySize(keyPrefix: gateway.keyPrefix)
        let fixedSize = MessagePageWriter.overhead + certificateSize + fixedTreeSize

        var page = Page(nonces: first..<first, replySize: fixedSize, treeSize: fixedTreeSize)
        gateway.queue.forEach(from: first) { nonce, entry in
            let size = entry.content.count + overhead + treeSizePerMessage
            // One message always goes out: `send` made sure that it fits.
            let isFull = page.replySize + size > settings.maximumReplySize && !page.nonces.isEmpty
            guard !isFull, UInt64(page.nonces.count) < settings.maximumReturnedMessages else { return false }
            page.nonces = first..<(nonce + 1)
            page.replySize += size
            page.treeSize += treeSizePerMessage
            return true
        }
        return page
    }
}
