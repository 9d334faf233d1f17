import Glibc
import NIOCore

/// What a listener may run into.
public enum ListenerLimit: Sendable, Hashable, CaseIterable {
    /// ``WebSocketListenerConfiguration/maximumPendingHandshakes``.
    case handshakes
    /// ``WebSocketListenerConfiguration/maximumPendingHandshakesPerAddress``.
    case handshakesPerAddress
    /// File descriptors, of the process or of the system: connections wait until there are some again.
    case descriptors
}

/// Sees that connections could not be accepted for want of file descriptors, and waits then.
///
/// The connection that could not be accepted is still there, so that the event loop would try again without end. NIO's
/// own `AcceptBackoffHandler` does not help: it holds back further reads, while here the one that failed is still
/// pending, and its channel registered for it.
final class AcceptWatch: ChannelInboundHandler {
    typealias InboundIn = any Channel

    /// How long nothing is accepted then.
    private static let pause: TimeAmount = .milliseconds(250)

    private let reached: @Sendable (ListenerLimit) -> Void

    init(reached: @escaping @Sendable (ListenerLimit) -> Void) { self.reached = reached }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // Other errors are those of one connection, for which the next is not to wait.
        if let error = error as? IOError, [EMFILE, ENFILE].contains(error.errnoCode) {
            reached(.descriptors)
            let channel = context.channel
            try? channel.syncOptions?.setOption(.autoRead, value: false)
            // It may be closed by then.
            context.eventLoop.scheduleTask(in: Self.pause) { _ = channel.setOption(.autoRead, value: true) }
        }
        context.fireErrorCaught(error)
    }
}
