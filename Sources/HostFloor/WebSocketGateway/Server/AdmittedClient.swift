import NIOCore
import Synchronization
import WebSocketProtocol
import WebSocketTransport

/// Between the socket of a client that was let in and its session: watches over what comes.
final class AdmittedClient: WebSocketReceiver {
    private let socket: GatewaySocket
    private let session: ClientSession
    private let limits: AdmissionLimits
    private let metrics: DoorMetrics
    private let eventLoop: any EventLoop
    private let state: Mutex<State>

    private struct State {
        var allowance: FrameAllowance
        /// The socket has been told to close, or is.
        var isEnding = false
        var idleCheck: Scheduled<Void>?
    }

    init(
        _ socket: GatewaySocket, _ session: ClientSession, limits: AdmissionLimits, metrics: DoorMetrics,
        on eventLoop: any EventLoop
    ) {
        self.socket = socket
        self.session = session
        self.limits = limits
        self.metrics = metrics
        self.eventLoop = eventLoop
        state = Mutex(
            State(
                allowance: FrameAllowance(
                    framesPerSecond: limits.framesPerSecond, burst: limits.frameBurst, now: Self.now)))
        checkIdleness(in: limits.idleTimeout)
    }

    func received(_ message: [UInt8]) {
        guard mayPass() else { return }
        socket.noteMessage()
        session.received(message)
    }

    func receivedControlFrame() { _ = mayPass() }

    func closed(_ end: WebSocketEnd) {
        state.withLock { state in
            state.isEnding = true
            state.idleCheck?.cancel()
            state.idleCheck = nil
        }
        if end.cause == .here, end.code == CloseCode.tooBig.rawValue { metrics.reached(.messageSize) }
        session.socketClosed(code: end.code, reason: end.reason, byClient: end.cause == .peer)
    }

    /// Counts a frame.
    private func mayPass() -> Bool {
        let (mayPass, isFirst) = state.withLock { state in
            guard !state.isEnding else { return (false, false) }
            state.isEnding = !state.allowance.take(at: Self.now)
            return (!state.isEnding, state.isEnding)
        }
        if isFirst {
            metrics.reached(.frames)
            session.end(
                .tooFast,
                reason: "more than \(limits.frameBurst) frames at once, or \(limits.framesPerSecond) a second")
        }
        return mayPass
    }

    private func checkIdleness(in time: Duration) {
        let check = eventLoop.scheduleTask(in: TimeAmount(time)) { [weak self] in
            guard let self else { return }
            let idleTime = socket.idleTime
            guard idleTime >= limits.idleTimeout else {
                checkIdleness(in: limits.idleTimeout - idleTime)
                return
            }
            session.end(.idle, reason: "no message for \(limits.idleTimeout)")
        }
        state.withLock { state in
            guard !state.isEnding else { return check.cancel() }
            state.idleCheck = check
        }
    }

    private static var now: Duration { .nanoseconds(NIODeadline.now().uptimeNanoseconds) }
}

/// A client that was not let in: its socket is closing.
struct RefusedClient: WebSocketReceiver {
    func received(_ message: [UInt8]) {}
    func closed(_ end: WebSocketEnd) {}
}
