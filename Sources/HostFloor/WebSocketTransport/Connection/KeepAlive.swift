import NIOCore

/// What a connection knows of its peer's life.
struct KeepAlive {
    /// Whether anything came since the last ping.
    var isHeard = true
    var next: Scheduled<Void>?

    func cancel() { next?.cancel() }
}

extension WebSocketHandler {
    func schedulePing() {
        guard let interval = configuration.pingInterval else { return }
        schedule(in: interval) { handler in
            handler.keepAlive.isHeard = false
            handler.sendPing()
            handler.scheduleVerdict()
        }
    }

    private func scheduleVerdict() {
        let patience = configuration.pingPatience
        schedule(in: patience) { handler in
            // Nobody is heard while reading is paused.
            guard handler.keepAlive.isHeard || handler.connection?.isPaused == true else {
                handler.failure = "no answer to a ping in \(patience)"
                handler.context?.close(promise: nil)
                return
            }
            handler.schedulePing()
        }
    }

    private func schedule(in delay: Duration, _ task: @escaping (WebSocketHandler) -> Void) {
        guard let context, case .open = phase else { return }
        keepAlive.next = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(delay)) { [weak self] in
            if let self { task(self) }
        }
    }
}
