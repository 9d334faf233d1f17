import Candid
import ICAgent
import ICCertificates
import NIOCore
import Synchronization
import WebSocketClient
import WebSocketTransport

/// A client that is one of many: the whole protocol and all verification of a client, without tasks, queues and timers
/// of its own.
final class LoadClient: WebSocketReceiver {
    private let canister: Principal
    private let certificates: CertificateVerifier
    private let isGreeted: Bool
    private let state: Mutex<State>
    private static let clock = SystemClientClock()

    private struct State {
        let identity: Ed25519Identity
        var connection: ClientConnection?
        var socket: WebSocketConnection?
        var isReady = false
        var waiter: CheckedContinuation<Void, Never>?
        var exchange: LoadExchange?
        /// When the messages were sent, or due, that are not answered.
        var sendingTimes: [UInt64] = []
    }

    init(_ canister: Principal, certificates: CertificateVerifier, isGreeted: Bool) throws {
        self.canister = canister
        self.certificates = certificates
        self.isGreeted = isGreeted
        state = Mutex(State(identity: try Ed25519Identity()))
    }

    /// Whether the canister has opened the connection, and it has not ended.
    var isConnected: Bool { state.withLock { $0.isReady && $0.connection?.end == nil } }

    /// Why the connection ended; nil while it has not.
    var end: ConnectionEnd? { state.withLock { $0.connection?.end } }

    /// Whether there is no socket, or none any more.
    var isGone: Bool { state.withLock { $0.socket == nil } }

    /// Connects, and returns when the canister has opened the connection, or it has ended.
    func open(_ gateway: WebSocketAddress, on group: any EventLoopGroup) async throws(WebSocketConnectError) {
        _ = try await WebSocketConnection.connect(to: gateway, on: group) { [self] socket in
            state.withLock { state in
                state.socket = socket
                state.connection = ClientConnection(
                    canister: canister, identity: state.identity, clientNonce: .random(in: 0 ... .max),
                    certificates: certificates, at: Self.clock.now)
            }
            return self
        }
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if state.isReady || state.connection?.end != nil { return true }
                state.waiter = continuation
                return false
            }
            if isOver { continuation.resume() }
        }
    }

    /// Takes part in an exchange from now on.
    func join(_ exchange: LoadExchange) {
        state.withLock { state in
            state.exchange = exchange
            state.sendingTimes = []
        }
    }

    /// Sends the next message of the exchange. One that cannot be sent makes the exchange fail.
    ///
    /// - Parameter due: when it should be sent, from which its latency counts; now by default.
    func send(dueAt due: UInt64? = nil) {
        state.withLock { state in
            guard let exchange = state.exchange else { return }
            let now = Self.clock.now
            guard let socket = state.socket, let message = try? state.connection?.message(exchange.content, at: now),
                socket.send(message.frame)
            else {
                exchange.failed("a message could not be sent")
                return
            }
            state.connection?.sent(message)
            state.sendingTimes.append(due ?? now.uptime)
            exchange.sent()
        }
    }

    func close() { perform { connection, _ in connection.close() } }

    /// Looks whether something did not come in time.
    func timePassed() { perform { connection, now in connection.timePassed(at: now) } }

    // MARK: From the socket

    func received(_ message: [UInt8]) {
        perform { connection, now in connection.received(message, at: now) }
    }

    func closed(_ end: WebSocketEnd) {
        perform { connection, _ in connection.socketClosed(CloseStatus(number: end.code, reason: end.reason)) }
    }

    private func perform(_ body: (inout ClientConnection, Moment) -> [ConnectionAction]) {
        let now = Self.clock.now
        let (waiter, sendsNext) = state.withLock { state in
            guard var connection = state.connection else { return (nil as CheckedContinuation<Void, Never>?, false) }
            let actions = body(&connection, now)
            state.connection = connection
            var sendsNext = false
            for action in actions {
                switch action {
                case .transmit(let frame): _ = state.socket?.send(frame)
                case .close(let code, let reason): state.socket?.close(code: code.rawValue, reason: reason)
                case .opened: if !isGreeted { state.isReady = true }
                case .deliver:
                    if state.isReady { sendsNext = answered(&state, at: now) } else { state.isReady = true }
                case .ended: state.socket = nil
                case .acknowledged: break
                }
            }
            guard state.isReady || state.socket == nil else { return (nil, false) }
            defer { state.waiter = nil }
            return (state.waiter, sendsNext)
        }
        waiter?.resume()
        if sendsNext { send() }
    }

    /// Counts the answer to the oldest message: canisters answer in order.
    ///
    /// - Returns: whether the next one is due.
    private func answered(_ state: inout State, at now: Moment) -> Bool {
        guard let exchange = state.exchange, !state.sendingTimes.isEmpty else { return false }
        let sendingTime = state.sendingTimes.removeFirst()
        exchange.answered(at: now.uptime, latency: now.uptime - min(now.uptime, sendingTime))
        return exchange.followsAnswers && now.uptime < exchange.end
    }
}
