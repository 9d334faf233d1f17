import NIOCore
import Synchronization

/// A WebSocket connection, at either end. All of it can be used from any thread, and nothing of it waits.
public final class WebSocketConnection: Sendable {
    private let channel: any Channel
    private let outbox: Mutex<Outbox>
    private let handler: NIOLoopBound<WebSocketHandler>

    /// On the event loop of the channel.
    init(channel: any Channel, handler: WebSocketHandler, maximumOutgoingBytes: Int) {
        self.channel = channel
        self.handler = NIOLoopBound(handler, eventLoop: channel.eventLoop)
        outbox = Mutex(Outbox(maximumByteCount: maximumOutgoingBytes))
    }

    /// Gives a message to the connection, which sends it in one binary frame, after those that were given before.
    ///
    /// - Returns: whether it was taken: not if more would wait than
    ///   ``WebSocketConfiguration/maximumOutgoingBytes`` allows. What is given after the close is dropped, and counts
    ///   as taken.
    public func send(_ message: [UInt8]) -> Bool {
        let (isTaken, isFirst) = outbox.withLock { ($0.put(message), $0.wantsSchedule()) }
        if isFirst { schedule() }
        return isTaken
    }

    /// Sends a close frame after what was given before, and ends the connection when the peer has answered it, or has
    /// not for ``WebSocketConfiguration/closeTimeout``.
    ///
    /// - Parameters:
    ///   - code: 1000 to 1003, 1007 to 1014, or 3000 to 4999; another is sent as 1011.
    ///   - reason: at most 123 bytes of UTF-8; what is more is cut.
    public func close(code: UInt16, reason: String = "") {
        let code = ClosePayload.isSendable(code) ? code : 1011
        let isFirst = outbox.withLock {
            $0.close(ClosePayload(code: code, reason: reason))
            return $0.wantsSchedule()
        }
        if isFirst { schedule() }
    }

    /// Ends the connection at once, without a close frame.
    public func abort() { channel.close(promise: nil) }

    /// Takes nothing more from the network, so that the peer has to wait, until ``resumeReading()``. What had been
    /// read before is held.
    public func pauseReading() { setPaused(true) }

    /// Goes on reading.
    public func resumeReading() { setPaused(false) }

    /// Calls a body once the system has the socket back. That may be later than the receiver hears of the end: a peer
    /// that broke a rule has ``WebSocketConfiguration/closeTimeout`` to go.
    public func whenGone(_ body: @escaping @Sendable () -> Void) { channel.closeFuture.whenComplete { _ in body() } }

    /// The event loop on which the receiver is called.
    public var eventLoop: any EventLoop { channel.eventLoop }

    /// How many bytes wait to be sent.
    public var waitingByteCount: Int { outbox.withLock { $0.byteCount } }

    private func setPaused(_ isPaused: Bool) {
        let changes = outbox.withLock { outbox in
            defer { outbox.isPaused = isPaused }
            return outbox.isPaused != isPaused
        }
        if changes { channel.eventLoop.execute { [handler] in handler.value.readingChanged() } }
    }

    /// Never at once, not even on the event loop: whoever gives frames is not called by what follows of it.
    private func schedule() {
        channel.eventLoop.execute { [handler] in handler.value.sendWaiting() }
    }
}

/// The handler's side.
extension WebSocketConnection {
    var isPaused: Bool { outbox.withLock { $0.isPaused } }

    /// All that waits, in order.
    func takeOutgoing() -> [Outbox.Entry] { outbox.withLock { $0.takeAll() } }

    /// Bytes have been given to the system, or dropped.
    func sent(_ size: Int) { outbox.withLock { $0.byteCount -= size } }

    /// Takes room for a control frame.
    ///
    /// - Returns: whether there is any.
    func reserve(_ size: Int) -> Bool { outbox.withLock { $0.reserve(size) } }

    /// Drops what is given from now on.
    func refuseMore() { outbox.withLock { $0.isClosed = true } }
}
