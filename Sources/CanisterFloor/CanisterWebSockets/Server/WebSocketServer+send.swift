import Bytes
import Candid
import Certification
import SHA256
import WebSocketProtocol

extension WebSocketServer {
    /// The most bytes of content in a message: so many that a poll's reply holds it beside its proof.
    public var maximumMessageSize: Int {
        settings.maximumReplySize - WebSocketSettings.proofReserve - MessageContent.maximumOverhead
            - MessagePageWriter.overhead
    }

    /// Queues one of the application's messages.
    func send(_ content: [UInt8], to principal: Principal, now: UInt64) throws(WebSocketError) {
        try enqueue(content, isServiceMessage: false, to: connection(of: principal), now: now)
    }

    /// Queues a message about the connection itself.
    func send(_ message: ServiceMessage, to connection: Connection, now: UInt64) throws(WebSocketError) {
        try enqueue(message.encoded, isServiceMessage: true, to: connection, now: now)
    }

    private func enqueue(
        _ content: [UInt8], isServiceMessage: Bool, to connection: Connection, now: UInt64
    ) throws(WebSocketError) {
        guard content.count <= maximumMessageSize else {
            throw .messageTooLarge(size: content.count, maximum: maximumMessageSize)
        }
        try makeRoom(for: content.count + MessageContent.maximumOverhead, in: connection.gateway, now: now)
        append(content, isServiceMessage: isServiceMessage, to: connection, now: now)
    }

    /// Numbers a message, puts it into the gateway's queue and into the tree.
    func append(_ content: [UInt8], isServiceMessage: Bool, to connection: Connection, now: UInt64) {
        let gateway = connection.gateway
        connection.lastOutgoing += 1
        var writer = ByteWriter(capacity: content.count + MessageContent.maximumOverhead)
        writer.write(connection.contentPrefix)
        MessageContent.writeHead(
            sequenceNumber: connection.lastOutgoing, timestamp: now, isServiceMessage: isServiceMessage,
            contentSize: content.count, into: &writer)
        writer.write(content)
        let prefixSize = connection.contentPrefix.count
        let digest = writer.withUnsafeBytes { message in
            var hash = connection.prefixHash
            hash.update(UnsafeRawBufferPointer(rebasing: message[prefixSize...]))
            return hash.finalize()
        }
        queuedSize += writer.count
        gateway.queue.append(
            OutgoingQueue.Entry(content: writer.bytes, recipient: connection.recipient, timestamp: now))
        logs.append(valueDigest: digest, to: gateway.keyPrefix)
        treeChanged()
    }

    /// Drops a few of a gateway's messages that are older than the acknowledgement interval, and checks that a message
    /// of a size has room then.
    ///
    /// The tree's root stays: what is dropped becomes a part that is known by its hash alone.
    func makeRoom(for size: Int, in gateway: Gateway, now: UInt64) throws(WebSocketError) {
        let interval = settings.acknowledgementInterval * 1_000_000
        let sizeBefore = gateway.queue.size
        if now > interval,
            gateway.queue.dropOlder(than: now - interval, atMost: ProtocolNumbers.deletedMessagesPerSend)
        {
            queuedSize -= sizeBefore - gateway.queue.size
            let firstNonce = gateway.queue.firstNonce
            _ = logs.withLog(gateway.keyPrefix) { $0.forget(upTo: firstNonce) }
        }
        guard gateway.queue.size + size <= settings.maximumQueueSize else {
            throw .queueFull(gateway: gateway.principal, maximum: settings.maximumQueueSize)
        }
        try checkTotalSize(adding: size)
    }

    /// Checks that all queues together have room for a message of a size.
    func checkTotalSize(adding size: Int) throws(WebSocketError) {
        guard queuedSize + size <= settings.maximumTotalQueueSize else {
            throw .allQueuesFull(maximum: settings.maximumTotalQueueSize)
        }
    }
}
