import Candid
import Synchronization
import WebSocketProtocol

/// Who is here: all sessions, and for each canister the connections that its messages are for, with the poller that
/// fetches them.
final class SessionDirectory: Sendable {
    let environment: GatewayEnvironment
    let state = Mutex(State())

    struct State {
        var sessions: [UInt64: ClientSession] = [:]
        var canisters: [Principal: Canister] = [:]
        /// How far the queues were read of canisters that have no clients here now.
        var positions: [Principal: QueuePosition] = [:]
        var lastID: UInt64 = 0
        var isClosed = false
    }

    struct Canister {
        var clients: [ClientKey: ClientSession] = [:]
        let poller: CanisterPoller
        let polling: Task<Void, Never>
        let traffic: CanisterTraffic
        var position = QueuePosition()
    }

    /// Of the canisters that the operator allowed, for as long as the gateway runs. Those that strangers choose are
    /// counted as long as they have clients here, so that they fill nothing.
    let lastingTraffic: [Principal: CanisterTraffic]

    /// For how many canisters without clients the position is remembered.
    private static let positionLimit = 1_000

    init(_ environment: GatewayEnvironment) {
        self.environment = environment
        let allowed = environment.configuration.allowedCanisters ?? []
        lastingTraffic = Dictionary(uniqueKeysWithValues: allowed.map { ($0, CanisterTraffic()) })
    }

    // MARK: Sessions

    /// Makes a session and keeps it until it is removed.
    ///
    /// - Returns: the session, and whether sessions are still taken.
    func makeSession(_ make: (UInt64) -> ClientSession) -> (session: ClientSession, isOpen: Bool) {
        state.withLock { state in
            state.lastID += 1
            let session = make(state.lastID)
            state.sessions[session.id] = session
            return (session, !state.isClosed)
        }
    }

    func remove(_ session: ClientSession) { state.withLock { $0.sessions[session.id] = nil } }

    /// Takes no more sessions.
    ///
    /// - Returns: those that are there.
    func close() -> [ClientSession] {
        state.withLock { state in
            state.isClosed = true
            return Array(state.sessions.values)
        }
    }

    // MARK: Connections

    /// Lets a session have the messages for a connection. The canister is polled from its first one on.
    ///
    /// - Returns: where the session's messages are counted.
    func register(
        _ session: ClientSession, as subject: EnvelopeCheck.Subject
    ) throws(SessionRefusal) -> CanisterTraffic {
        let configuration = environment.configuration
        if let allowed = configuration.allowedCanisters, !allowed.contains(subject.canister) {
            throw SessionRefusal(
                .canisterNotAllowed, "this gateway does not serve the canister \(subject.canister.text)")
        }
        let result: Result<CanisterTraffic, SessionRefusal> = state.withLock { state in
            let count = state.canisters[subject.canister]?.clients.count ?? 0
            guard count < configuration.connectionsPerCanister else {
                return .failure(
                    SessionRefusal(.canisterFull, "the canister has \(count) connections here, which is the most"))
            }
            guard state.canisters[subject.canister]?.clients[subject.client] == nil else {
                return .failure(SessionRefusal(.protocolError, "the connection is open here already"))
            }
            var canister: Canister
            if let known = state.canisters.removeValue(forKey: subject.canister) {
                canister = known
            } else {
                let position = state.positions.removeValue(forKey: subject.canister) ?? QueuePosition()
                canister = startPolling(subject.canister, at: position)
            }
            canister.clients[subject.client] = session
            state.canisters[subject.canister] = canister
            return .success(canister.traffic)
        }
        if case .failure(let refusal) = result, refusal.end.code == .canisterFull {
            environment.metrics.reached(.canisterConnections)
        }
        let traffic = try result.get()
        // While the last message can still be missed: after a loss, those of the new connection may take its place.
        hurry(subject.canister, verifying: true)
        return traffic
    }

    private func startPolling(_ canister: Principal, at position: QueuePosition) -> Canister {
        let traffic = lastingTraffic[canister] ?? CanisterTraffic()
        let poller = CanisterPoller(canister, environment: environment, traffic: traffic, receiver: self)
        return Canister(poller: poller, polling: poller.start(at: position), traffic: traffic, position: position)
    }

    /// Lets a session have no more messages. The canister is polled until its last one has gone.
    func unregister(_ session: ClientSession, as subject: EnvelopeCheck.Subject) {
        state.withLock { state in
            guard state.canisters[subject.canister]?.clients[subject.client] === session else { return }
            state.canisters[subject.canister]?.clients[subject.client] = nil
            guard let canister = state.canisters[subject.canister], canister.clients.isEmpty else { return }
            canister.polling.cancel()
            state.canisters[subject.canister] = nil
            if state.positions.count >= Self.positionLimit, let any = state.positions.first {
                state.positions[any.key] = nil
            }
            var position = canister.position
            position.interrupt()
            state.positions[subject.canister] = position
        }
    }

    /// Polls a canister as soon as possible, if it is polled.
    func hurry(_ canister: Principal, verifying: Bool) {
        state.withLock { $0.canisters[canister]?.poller }?.hurry(verifying: verifying)
    }

    func sessions(of canister: Principal) -> [ClientSession] {
        state.withLock { state in state.canisters[canister].map { Array($0.clients.values) } ?? [] }
    }
}
