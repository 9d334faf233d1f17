import NIOCore
import Synchronization

/// Cuts a connection that is not upgraded in time, and counts those that are on the way there. It lies before all other
/// handlers, and is removed with the upgrade.
final class HandshakeDeadline: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    private let timeout: TimeAmount
    private let count: HandshakeCount
    private var deadline: Scheduled<Void>?

    init(timeout: Duration, count: HandshakeCount) {
        self.timeout = TimeAmount(timeout)
        self.count = count
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let channel = context.channel
        deadline = context.eventLoop.scheduleTask(in: timeout) { channel.close(promise: nil) }
    }

    /// Also when the channel closes.
    func handlerRemoved(context: ChannelHandlerContext) {
        deadline?.cancel()
        count.leave()
    }
}

/// How many connections are on the way to their upgrade.
final class HandshakeCount: Sendable {
    private let count = Atomic(0)
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// - Returns: whether one more may be.
    func enter() -> Bool {
        guard count.add(1, ordering: .relaxed).newValue <= limit else {
            leave()
            return false
        }
        return true
    }

    func leave() { count.subtract(1, ordering: .relaxed) }
}
