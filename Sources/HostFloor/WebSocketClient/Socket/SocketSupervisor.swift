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
        var live: LiveConnection?
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

    /// The present connection, or the last one.
    var connection: ClientConnection? { control.withLock { $0.live }?.connection }

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
            let isClosing = control.withLock { $0.isClosing }
            guard !isClosing, let delay = history.delay(after: end, at: configuration.clock.now) else {
                // What the application asked for is the reason, whatever it came to.
                finish(isClosing ? .closedHere : end)
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
        case .failure(let error as AgentError): return .rootKey(error)
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
        case .failure(let error): return error is CancellationError ? .closedHere : .unreachable("\(error)")
        }
        let connection = ClientConnection(
            canister: target.canister, identity: target.identity, clientNonce: history.clientNonce(),
            certificates: certificates, settings: configuration.connection, at: configuration.clock.now)
        live.start(connection, on: socket)
        let isClosing = control.withLock { control in
            control.live = live
            return control.isClosing
        }
        if isClosing { live.close() }
        let end = await live.run { event in await tell(event, of: connection.clientKey, &history) }
        history.ended(end, live.connection, at: configuration.clock.now)
        return end
    }

    private func tell(_ event: LiveConnection.Event, of key: ClientKey, _ history: inout SocketHistory) async {
        switch event {
        case .opened:
            acknowledged.set(0)
            if case .open(let gateway) = connection?.phase { state.set(.open(key, gateway: gateway)) }
            if let interruption = history.opened(key, at: configuration.clock.now) {
                await events.push(.reconnected(interruption))
            }
        case .message(let message): await events.push(.message(message))
        case .acknowledged(let number): acknowledged.set(number)
        }
    }

    /// Does what ``close()`` ends at once.
    private func interruptible<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) async -> Result<Value, any Error> {
        let work = Task { try await body() }
        let isClosing = control.withLock { control in
            control.interrupt = { work.cancel() }
            return control.isClosing
        }
        if isClosing { work.cancel() }
        let result = await work.result
        control.withLock { $0.interrupt = nil }
        return result
    }
}
