import NIOCore

/// The close handshake (RFC 6455, section 7.1): each side sends one close frame, then the server closes the channel.
extension WebSocketHandler {
    /// This end is done.
    func closeHere(_ payload: ClosePayload) {
        // The receiver wants nothing more, and what it left in the way of the end goes.
        isClosedHere = true
        delivery?.dropMessages()
        if case .open = phase {
            phase = .closing(payload)
            writeClose(payload)
            cutLater()
        }
        while let item = delivery?.next() { hand(item) }
        setReading(true)
    }

    func peerCloses(_ payload: ClosePayload) {
        switch phase {
        case .open:
            phase = .ending
            connection?.refuseMore()
            let written = writeClose(payload)
            deliver(.end(payload.end(.peer)))
            endChannel(after: written)
        case .closing(let own):
            phase = .ending
            deliver(.end(own.end(.here)))
            endChannel(after: nil)
        case .ending, .gone: break
        }
    }

    /// The peer broke a rule: it is told, then nothing that it sends is looked at.
    func fail(_ violation: FrameViolation) {
        guard let context else { return }
        switch phase {
        case .open:
            phase = .ending
            connection?.refuseMore()
            let payload = ClosePayload(code: violation.code, reason: violation.text)
            let written = writeClose(payload)
            deliver(.end(payload.end(.here)))
            cutLater()
            setReading(true)
            // What the peer has sent already is read until it ends: a channel that closes on unread bytes is reset, and
            // the close frame could be lost.
            let channel = context.channel
            written?.whenComplete { _ in channel.close(mode: .output, promise: nil) }
        case .closing: context.close(promise: nil)
        case .ending, .gone: break
        }
    }

    /// The server closes at once; the client waits for that.
    private func endChannel(after written: EventLoopFuture<Void>?) {
        guard let context else { return }
        cutLater()
        setReading(true)
        guard side == .server else { return }
        let channel = context.channel
        if let written {
            written.whenComplete { _ in channel.close(promise: nil) }
        } else {
            channel.close(promise: nil)
        }
    }

    private func cutLater() {
        guard let context, closeDeadline == nil else { return }
        let channel = context.channel
        closeDeadline = context.eventLoop.scheduleTask(in: TimeAmount(configuration.closeTimeout)) {
            channel.close(promise: nil)
        }
    }
}

extension ClosePayload {
    /// An empty close frame has no code.
    func end(_ cause: WebSocketEnd.Cause) -> WebSocketEnd { WebSocketEnd(cause: cause, code: code, reason: reason) }
}
