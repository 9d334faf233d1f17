import WebSocketProtocol

// What the canister's poller tells.

extension ClientSession {
    /// Takes a message of the canister.
    func deliver(_ message: OutputMessage, of page: RelayedPage) {
        let glance = try? MessageGlance(cbor: message.content)
        let frame = page.frame(key: message.key.bytes, content: message.content)
        handle { $0.receive(frame, glance: glance) }
    }

    /// Gives a frame with a message to the client's socket.
    func send(_ frame: [UInt8], to socket: any ClientSocket, _ traffic: CanisterTraffic?) {
        let metrics = services.environment.metrics
        metrics.messagesToClients.increment()
        metrics.bytesToClients.increment(by: frame.count)
        traffic?.countToClient()
        guard !socket.send(frame) else { return }
        metrics.reached(.sendBuffer)
        handle { $0.handle(.sendFailed) }
    }

    /// Takes note that the canister has lost its state. Nothing happens where nothing came from it yet: then the
    /// connection may be a new one.
    func canisterForgot() {
        let end = SessionEnd(.connectionLost, "the canister does not know the connection any more")
        handle { $0.hasReceived ? $0.handle(.forgotten(end)) : [] }
    }

    /// Takes note that messages of the canister cannot be had any more, this client's among them maybe.
    func messagesLost() {
        let end = SessionEnd(.connectionLost, "messages of the canister are lost")
        handle { $0.hasReceived ? $0.handle(.ended(end)) : [] }
    }
}
