import NIOCore
import Synchronization

/// Cuts a connection that is not upgraded in time, and counts those that are on the way there. It lies before all other
/// handlers, and is removed with the upgrade.
final class HandshakeDeadline: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    private let timeout: TimeAmount
    private let count: HandshakeCount
    private let block: AddressBlock?
    private var deadline: Scheduled<Void>?

    /// - Parameter block: with which the connection was counted.
    init(timeout: Duration, count: HandshakeCount, block: AddressBlock?) {
        self.timeout = TimeAmount(timeout)
        self.count = count
        self.block = block
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let channel = context.channel
        deadline = context.eventLoop.scheduleTask(in: timeout) { channel.close(promise: nil) }
    }

    /// Also when the channel closes.
    func handlerRemoved(context: ChannelHandlerContext) {
        deadline?.cancel()
        count.leave(block)
    }
}

/// How many connections are on the way to their upgrade: in all, and of each address, so that one that opens many and
/// says nothing leaves places for others.
final class HandshakeCount: Sendable {
    private let limit: Int
    private let limitPerAddress: Int
    private let reached: @Sendable (ListenerLimit) -> Void
    private let state = Mutex(State())

    private struct State {
        var count = 0
        var counts: [AddressBlock: Int] = [:]
    }

    /// - Parameter reached: is told of each connection that may not be.
    init(limit: Int, limitPerAddress: Int, reached: @escaping @Sendable (ListenerLimit) -> Void = { _ in }) {
        self.limit = limit
        self.limitPerAddress = limitPerAddress
        self.reached = reached
    }

    /// How many there are, and how many of the address that has most of them.
    var figures: (all: Int, mostOfOneAddress: Int) { state.withLock { ($0.count, $0.counts.values.max() ?? 0) } }

    /// - Parameter block: where the connection comes from; nil where that does not count.
    /// - Returns: whether one more may be.
    func enter(_ block: AddressBlock?) -> Bool {
        let obstacle: ListenerLimit? = state.withLock { state in
            guard state.count < limit else { return .handshakes }
            if let block {
                let others = state.counts[block, default: 0]
                guard others < limitPerAddress else { return .handshakesPerAddress }
                state.counts[block] = others + 1
            }
            state.count += 1
            return nil
        }
        if let obstacle { reached(obstacle) }
        return obstacle == nil
    }

    func leave(_ block: AddressBlock?) {
        state.withLock { state in
            state.count -= 1
            guard let block, let count = state.counts[block] else { return }
            state.counts[block] = count > 1 ? count - 1 : nil
        }
    }
}
