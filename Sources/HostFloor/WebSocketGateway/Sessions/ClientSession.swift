import ICProtocol
import Logging
import Synchronization
import WebSocketProtocol

/// One client's session: its socket on one side, its connection at a canister on the other.
///
/// Everything may be called on any thread, and nothing waits. What comes from the socket must come in order.
public final class ClientSession: Sendable {
    /// Counts the sessions of a gateway, for its log.
    public let id: UInt64

    let services: SessionServices
    private let address: String
    let state: Mutex<State>
    private let timers = SessionTimers()

    struct State {
        var core: SessionCore
        /// Until it is closed: it may have the session in its hands, so that neither would ever go.
        var socket: (any ClientSocket)?
        /// What is still to be done, by whoever does it now.
        var agenda = FirstInFirstOut<SessionCore.Effect>()
        var isWorking = false
        var isSocketCounted = true
        var isConnectionCounted = false
        /// Of the canister, from the first envelope on.
        var traffic: CanisterTraffic?
    }

    init(id: UInt64, socket: any ClientSocket, address: String, services: SessionServices) {
        self.id = id
        self.address = address
        self.services = services
        state = Mutex(State(core: SessionCore(services.environment.configuration), socket: socket))
    }

    // MARK: From the socket

    /// Takes a binary frame that the client sent.
    public func received(_ frame: [UInt8]) {
        do throws(SessionRefusal) {
            let call = try EnvelopeCheck.call(in: frame)
            if let subject = state.withLock({ $0.core.subject }) {
                try services.check.message(call, of: subject)
                handle { $0.handle(.messageRequested, envelope: call) }
            } else {
                try open(call)
            }
        } catch {
            handle { $0.handle(.refused(error.end)) }
        }
    }

    /// Takes note that the socket is closed, by whichever side.
    ///
    /// - Parameters:
    ///   - code: with which, where a close frame came.
    ///   - byClient: whether it is the client's close frame, in which there may be any code.
    public func socketClosed(code: UInt16?, reason: String, byClient: Bool) {
        let isOpen = state.withLock { $0.core.machine.hasSocket }
        if isOpen {
            services.environment.metrics.countClose(code, byClient: byClient)
            log(.info, "the client's socket is closed", ["code": "\(code.map { "\($0)" } ?? "none")"])
        }
        handle { $0.handle(.socketClosed) }
    }

    /// Ends the session, since a limit at the door was passed, or since the gateway ends.
    public func end(_ code: CloseCode, reason: String) { end(SessionEnd(code, reason)) }

    func end(_ end: SessionEnd) { handle { $0.handle(.ended(end)) } }

    private func open(_ call: SignedCall) throws(SessionRefusal) {
        let (subject, isProven) = try services.check.open(call, at: services.environment.clock.now)
        // Before it is forwarded: the canister's messages may be there before the end of the call is known.
        let traffic = try services.directory.register(self, as: subject)
        state.withLock { $0.traffic = traffic }
        handle { $0.open(subject, isProven: isProven, envelope: call) }
    }

    // MARK: Steps

    func handle(_ step: (inout SessionCore) -> [SessionCore.Effect]) {
        let isOurs = state.withLock { state in
            let wasAsked = state.core.machine.canister != .notAsked
            state.agenda.append(contentsOf: step(&state.core))
            if !wasAsked, state.core.machine.canister != .notAsked {
                state.isConnectionCounted = true
                services.environment.metrics.change { $0.canisterConnections += 1 }
            }
            guard !state.isWorking else { return false }
            state.isWorking = true
            return true
        }
        // Whoever is at it already does this too, so that all is done in order and nobody waits.
        if isOurs { work() }
    }

    private func work() {
        while true {
            let (effect, socket, traffic) = state.withLock { state in
                let effect = state.agenda.popFirst()
                if effect == nil { state.isWorking = false }
                return (effect, state.socket, state.traffic)
            }
            guard let effect else { return }
            perform(effect, socket, traffic)
        }
    }

    private func perform(_ effect: SessionCore.Effect, _ socket: (any ClientSocket)?, _ traffic: CanisterTraffic?) {
        let metrics = services.environment.metrics
        switch effect {
        case .start(let timer): start(timer)
        case .cancel(let timer): timers.cancel(timer)
        case .submit(let call): services.environment.tasks.start { [self] in await relay(call) }
        case .pauseReading:
            metrics.reached(.clientQueue)
            socket?.pauseReading()
        case .resumeReading: socket?.resumeReading()
        case .send(let frame): if let socket { send(frame, to: socket, traffic) }
        case .drop: metrics.messagesWithoutClient.increment()
        case .closeSocket(let end): close(socket, end)
        case .unregister: unregister()
        case .closeAtCanister: closeAtCanister()
        case .release: release()
        case .report(let step): log(.error, "a step that cannot be: \(step)")
        case .reached(let limit): metrics.reached(limit)
        }
    }

    /// Sends what comes first in a session.
    func begin() {
        services.environment.metrics.change { $0.sessions += 1 }
        log(.debug, "a client came", ["address": "\(address)"])
        for action in SessionMachine.firstActions { if case .start(let timer) = action { start(timer) } }
        if state.withLock({ $0.socket })?.send(services.handshake) == false { handle { $0.handle(.sendFailed) } }
    }

    private func start(_ timer: SessionTimer) {
        let duration = services.environment.configuration.duration(of: timer)
        timers.start(timer, duration, in: services.environment) { [weak self] in
            self?.handle { $0.handle(.timeOut(timer)) }
        }
    }
}
