import Candid
import ICAgent
import ICCertificates
import Synchronization
import WebSocketProtocol

/// Makes a client's connections, one after another where it may come back, and hands on what they bring.
final class SocketSupervisor: Sendable {
    let target: SocketTarget
    let configuration: ClientConfiguration

    /// What the application has to take.
    let events: FlowQueue<SocketEvent>
    let state = ObservableValue(SocketState.connecting(try: 1))
    /// Up to which of its messages the canister acknowledged the present connection.
    let acknowledged = ObservableValue<UInt64>(0)

    private let control = Mutex(Control())

    private struct Control {
        var isClosing = false
        /// The connection that is made, or the last one; it may not be open yet.
        var live: LiveConnection?
        /// The last one that the canister opened. It stays while another one is made, so that what may be lost with it
        /// can be looked at until it is told.
        var opened: LiveConnection?
        /// Ends what is waited for outside of a connection.
        var interrupt: (@Sendable () -> Void)?
    }

    init(_ target: SocketTarget, _ configuration: ClientConfiguration) {
        self.target = target
        self.configuration = configuration
        events = FlowQueue(capacity: configuration.maximumWaitingSize) { event in
            // A message takes some room beside its bytes.
            if case .message(let message) = event { message.content.count + 128 } else { 128 }
        }
    }

    /// The present connection, or the last one. While the socket comes back it is the former one.
    var connection: ClientConnection? { control.withLock { $0.opened ?? $0.live }?.connection }

    /// Whether the application asked for the end.
    private var isClosing: Bool { control.withLock { $0.isClosing } }

    func send(_ content: [UInt8]) throws(SendError) -> UInt64 {
        guard let live = control.withLock({ $0.live }) else { throw .notOpen }
        return try live.send(content)
    }

    /// Closes the connection, and makes no other. Its end comes when the socket is gone.
    func close() {
        let (live, interrupt) = control.withLock { control in
            control.isClosing = true
            return (control.live, control.interrupt)
        }
        interrupt?()
        live?.close()
        // Nobody need take what still comes.
        events.finish()
    }

    /// Connects, and again as often as it has to, until it is over.
    func run() async {
        var history = SocketHistory(policy: configuration.reconnect, random: configuration.random)
        while true {
            state.set(.connecting(try: history.nextTry))
            let end = await connect(&history)
            guard !isClosing, let delay = history.delay(after: end, at: configuration.clock.now) else {
                // A connection keeps the first reason: what it was closed for before the application closed it counts.
                finish(end)
                return
            }
            state.set(.waiting(delay, after: end))
            let uptime = configuration.clock.now.uptime.advanced(by: delay)
            _ = await interruptible { [clock = configuration.clock] in try await clock.sleep(untilUptime: uptime) }
        }
    }

    private func finish(_ end: ConnectionEnd) {
        events.finish()
        acknowledged.set(acknowledged.value, isLast: true)
        state.set(.closed(end), isLast: true)
    }

    /// Makes one connection and stays until its end.
    private func connect(_ history: inout SocketHistory) async -> ConnectionEnd {
        events.limit()
        let certificates: CertificateVerifier
        switch await interruptible({ [target] in try await target.network.certificateVerifier() }) {
        case .success(let verifier): certificates = verifier
        case .failure(let error as AgentError): return isClosing ? .closedHere : .rootKey(error)
        case .failure: return .closedHere
        }
        let live = LiveConnection(
            clock: configuration.clock, maximumUnverifiedSize: configuration.maximumUnverifiedSize
        ) { [events] in events.letIn() }
        let socket: any GatewaySocket
        switch await interruptible({ [target, configuration] in
            try await configuration.dialer.open(target.gateway, for: live)
        }) {
        case .success(let opened): socket = opened
        case .failure(let error):
            return isClosing || error is CancellationError ? .closedHere : .unreachable("\(error)")
        }
        let connection = ClientConnection(
            canister: target.canister, identity: target.identity, clientNonce: history.clientNonce(),
            certificates: certificates, settings: configuration.connection, at: configuration.clock.now)
        live.start(connection, on: socket)
        let closesAtOnce = control.withLock { control in
            control.live = live
            return control.isClosing
        }
        if closesAtOnce { live.close() }
        let end = await live.run { event in await tell(event, of: connection.clientKey, &history) }
        history.ended(end, live.connection, at: configuration.clock.now)
        return end
    }

    private func tell(_ event: LiveConnection.Event, of key: ClientKey, _ history: inout SocketHistory) async {
        switch event {
        case .opened:
            acknowledged.set(0)
            let live = control.withLock { $0.live }
            if case .open(let gateway) = live?.connection?.phase { state.set(.open(key, gateway: gateway)) }
            if let interruption = history.opened(key, at: configuration.clock.now) {
                await events.push(.reconnected(interruption))
            }
            // Last, so that what may be lost is either still unacknowledged or told already.
            control.withLock { $0.opened = live }
        case .message(let message): await events.push(.message(message))
        case .acknowledged(let number): acknowledged.set(number)
        }
    }

    /// Does what ``close()`` ends at once.
    private func interruptible<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) async -> Result<Value, any Error> {
        let work = Task { try await body() }
        let closesAtOnce = control.withLock { control in
            control.interrupt = { work.cancel() }
            return control.isClosing
        }
        if closesAtOnce { work.cancel() }
        let result = await work.result
        control.withLock { $0.interrupt = nil }
        return result
    }
}
