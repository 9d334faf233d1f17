import Metrics
import Synchronization
import WebSocketProtocol

/// What a gateway measures of itself.
public final class GatewayMetrics: Sendable {
    private let state = Mutex(GatewayCounts())
    private let sessions: Meter
    private let pollers: Meter
    private let canisterConnections: Meter
    private let closes: [CloseCode: Counter]
    private let otherClosesByClients: Counter
    private let limits: LimitCounters

    /// Messages of clients whose call has ended at the canister.
    let messagesFromClients: Counter
    /// Messages of canisters that were given to a client's socket.
    let messagesToClients: Counter
    /// Bytes of the messages of clients that were forwarded, as signed envelopes.
    let bytesFromClients: Counter
    /// Bytes of the frames that were given to clients' sockets, with certificate and tree.
    let bytesToClients: Counter
    /// Messages of canisters for clients that are not here.
    let messagesWithoutClient: Counter
    /// Envelopes that were sent to the network again.
    let repetitions: Counter
    /// Polls that were answered.
    let polls: Counter
    /// Polls that failed.
    let failedPolls: Counter
    /// Canisters that were found to have lost their state, or messages.
    let losses: Counter
    /// Connections that could not be closed at the canister.
    let failedCloses: Counter
    /// From the sending of an envelope until its end is known.
    let relayTime: Timer
    /// How long polls take that are answered.
    let pollTime: Timer

    /// Makes the metrics.
    ///
    /// - Parameter factory: what they are made of, the process's own where it is not named.
    public init(factory: any MetricsFactory = MetricsSystem.factory) {
        func counter(_ name: String, _ dimensions: [(String, String)] = []) -> Counter {
            Counter(label: "gateway_\(name)", dimensions: dimensions, factory: factory)
        }
        sessions = Meter(label: "gateway_sessions", factory: factory)
        pollers = Meter(label: "gateway_pollers", factory: factory)
        canisterConnections = Meter(label: "gateway_canister_connections", factory: factory)
        closes = Dictionary(
            uniqueKeysWithValues: CloseCode.allCases.map { code in
                (code, counter("closes_total", [("code", "\(code.rawValue)")]))
            })
        otherClosesByClients = counter("closes_total", Self.byClient)
        messagesFromClients = counter("messages_total", [("direction", "to_canister")])
        messagesToClients = counter("messages_total", [("direction", "to_client")])
        bytesFromClients = counter("message_bytes_total", [("direction", "to_canister")])
        bytesToClients = counter("message_bytes_total", [("direction", "to_client")])
        limits = LimitCounters(factory: factory)
        messagesWithoutClient = counter("messages_without_client_total")
        repetitions = counter("envelope_repetitions_total")
        polls = counter("polls_total")
        failedPolls = counter("polls_failed_total")
        losses = counter("canister_losses_total")
        failedCloses = counter("canister_closes_failed_total")
        relayTime = Timer(label: "gateway_relay_seconds", preferredDisplayUnit: .seconds, factory: factory)
        pollTime = Timer(label: "gateway_poll_seconds", preferredDisplayUnit: .seconds, factory: factory)
        change { _ in }
    }

    /// What is open now.
    public var counts: GatewayCounts { state.withLock { $0 } }

    /// Changes what is open, and shows it.
    func change(_ body: (inout GatewayCounts) -> Void) {
        state.withLock { counts in
            body(&counts)
            sessions.set(counts.sessions)
            pollers.set(counts.pollers)
            canisterConnections.set(counts.canisterConnections)
        }
    }

    /// Counts that a limit was reached.
    func reached(_ limit: GatewayLimit) { limits.count(limit) }

    /// Counts a close with a code that is the gateway's own.
    func countClose(_ code: CloseCode) { closes[code]?.increment() }

    /// Counts a close that came from the socket. A client may send any code: those with which clients leave are counted
    /// by themselves, and all others as one, so that no stranger makes faults of the gateway out of nothing.
    func countClose(_ number: UInt16?, byClient: Bool) {
        let code = number.flatMap(CloseCode.init(rawValue:))
        if byClient, code != .normal, code != .goingAway {
            otherClosesByClients.increment()
        } else if let code {
            countClose(code)
        }
    }

    /// The label of closes by clients with another code than those with which they leave.
    static let byClient = [("code", "client")]
}
