import Synchronization
import WebSocketProtocol

/// One connection with its socket: tells the state machine what happens, and does what it wants done.
///
/// Frames are processed one after another by ``run(_:)``; the application sends, and time passes, beside that. All of
/// it goes through one lock, under which frames are given to the socket, so that they leave in the order of their
/// numbers.
final class LiveConnection: Sendable {
    private let inbox: FlowQueue<Input>
    private let reading = SocketReading()
    private let clock: any ClientClock
    private let ending: @Sendable () -> Void
    private let state = Mutex(State())

    /// What comes from the socket.
    private enum Input: Sendable {
        case frame([UInt8])
        case closed(CloseStatus)
    }

    private struct State {
        var connection: ClientConnection?
        var socket: (any GatewaySocket)?
        var timer = DeadlineTimer()
    }

    /// What the application, or who looks after its connections, is to be told.
    enum Event: Sendable {
        case opened
        case message(IncomingMessage)
        case acknowledged(upTo: UInt64)
    }

    /// Makes one that waits for its start. It may be told what comes from the socket before.
    ///
    /// - Parameters:
    ///   - maximumUnverifiedSize: how many bytes of frames may wait before reading pauses.
    ///   - ending: is called when the connection is about to end, whether the application has taken all or not: what
    ///     waits to be verified is all that still comes.
    init(clock: any ClientClock, maximumUnverifiedSize: Int, ending: @escaping @Sendable () -> Void) {
        self.clock = clock
        self.ending = ending
        inbox = FlowQueue(capacity: maximumUnverifiedSize) { input in
            // A frame takes some room beside its bytes.
            if case .frame(let bytes) = input { bytes.count + 64 } else { 0 }
        }
    }

    /// Joins the connection and its socket, which was just opened.
    func start(_ connection: ClientConnection, on socket: any GatewaySocket) {
        reading.start(socket) { inbox.isFull }
        state.withLock { state in
            state.connection = connection
            state.socket = socket
            renewTimer(&state)
        }
    }

    /// The connection as it stands; `nil` before the start.
    var connection: ClientConnection? { state.withLock { $0.connection } }

    /// Processes what comes until the socket is gone.
    ///
    /// - Parameter tell: is told what happens, in order. While it takes its time nothing more is processed.
    /// - Returns: why the connection ended.
    func run(_ tell: (Event) async -> Void) async -> ConnectionEnd {
        while true {
            let (input, hasRoomAgain) = await inbox.next()
            guard let input else { return .closedHere }
            if hasRoomAgain { reading.adapt { inbox.isFull } }
            let actions = perform { connection, now in
                switch input {
                case .frame(let frame): connection.received(frame, at: now)
                case .closed(let status): connection.socketClosed(status)
                }
            }
            for action in actions {
                switch action {
                case .opened: await tell(.opened)
                case .deliver(let message): await tell(.message(message))
                case .acknowledged(let number): await tell(.acknowledged(upTo: number))
                case .ended(let end):
                    inbox.finish()
                    return end
                case .transmit, .close: break
                }
            }
        }
    }

    /// Sends a message of the application.
    ///
    /// - Returns: its sequence number.
    func send(_ content: [UInt8]) throws(SendError) -> UInt64 {
        try state.withLock { state throws(SendError) in
            // The connection is not held beside the state, since a second holder would have its arrays copied.
            guard let socket = state.socket, !reading.isOver,
                let message = try state.connection?.message(content, at: clock.now)
            else { throw .notOpen }
            guard socket.send(message.frame) else { throw .socketFull }
            state.connection?.sent(message)
            renewTimer(&state)
            return message.record.sequenceNumber
        }
    }

    /// Closes the connection; its end comes when the socket is gone.
    func close() {
        _ = perform { connection, _ in connection.close() }
    }

    /// Tells the state machine something, and does at once what concerns the socket.
    ///
    /// - Returns: all that it wants done, what was done included.
    private func perform(_ step: (inout ClientConnection, Moment) -> [ConnectionAction]) -> [ConnectionAction] {
        state.withLock { state in
            guard let socket = state.socket, var connection = state.connection.take() else { return [] }
            var done: [ConnectionAction] = []
            var actions = step(&connection, clock.now)[...]
            while let action = actions.popFirst() {
                done.append(action)
                switch action {
                case .transmit(let frame):
                    if !socket.send(frame) { actions = connection.socketIsFull()[...] }
                case .close(let code, let reason): socket.close(code: code.rawValue, reason: reason)
                case .opened, .deliver, .acknowledged, .ended: break
                }
            }
            state.connection = connection
            renewTimer(&state)
            return done
        }
    }

    /// Lets the state machine know when it wants to know of the time.
    private func renewTimer(_ state: inout State) {
        state.timer.set(state.connection?.deadline, by: clock) { [weak self] in self?.timePassed() }
    }

    private func timePassed() {
        let actions = perform { connection, now in connection.timePassed(at: now) }
        if !actions.isEmpty { ending() }
    }
}

extension LiveConnection: GatewaySocketReceiver {
    func received(_ frame: [UInt8]) {
        if inbox.offer(.frame(frame)) { reading.adapt { inbox.isFull } }
    }

    func closed(_ status: CloseStatus) {
        reading.end()
        _ = inbox.offer(.closed(status))
        ending()
    }
}
