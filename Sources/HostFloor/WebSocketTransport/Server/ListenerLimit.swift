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

/// Sees that connections could not be accepted for want of file descriptors. It lies before the handler that waits
/// then.
final class AcceptWatch: ChannelInboundHandler {
    typealias InboundIn = any Channel

    private let reached: @Sendable (ListenerLimit) -> Void

    init(reached: @escaping @Sendable (ListenerLimit) -> Void) { self.reached = reached }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if let error = error as? IOError, [EMFILE, ENFILE].contains(error.errnoCode) { reached(.descriptors) }
        context.fireErrorCaught(error)
    }
}
