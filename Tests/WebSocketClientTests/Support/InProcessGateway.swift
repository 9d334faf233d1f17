import Candid
import ICAgent
import Synchronization
import WebSocketProtocol
@testable import WebSocketClient

/// A gateway without a network, to which clients connect without sockets: what a client sends is at the canister when
/// `send` returns, and what the canister answers is on its way back then.
final class InProcessGateway: GatewayDialer {
    let clock: ManualClock
    private let state: Mutex<State>

    /// What the gateway does to a frame on its way to the client: nothing, by default.
    private let tampering = Mutex<@Sendable ([UInt8]) -> [[UInt8]]>({ [$0] })

    struct State: @unchecked Sendable {
        /// Used under the lock alone.
        let relay: RelayedCanister
        var sockets: [UInt64: InProcessSocket] = [:]
        var clients: [ClientKey: UInt64] = [:]
        var lastSocket: UInt64 = 0
        var isSilent = false
        var takesFrames = true
        /// Whether a socket is gone as soon as its client closes it.
        var answersCloses = true
        /// Whether the canister's messages stay at the canister.
        var isHolding = false
        /// Why nobody is there.
        var refusal: String?
        /// With what clients closed their sockets.
        var closes: [String] = []
    }

    /// How often reading was paused and resumed: known under a lock of its own, since a client pauses while it is given
    /// a frame.
    let readings = Mutex((pauses: 0, resumptions: 0))

    struct Unreachable: Error, CustomStringConvertible {
        let description: String
    }

    init() throws {
        let relay = try RelayedCanister()
        clock = ManualClock(time: relay.time)
        state = Mutex(State(relay: relay))
    }

    /// Looks at, or changes, how the gateway behaves.
    func with<Result: Sendable>(_ body: (inout State) -> Result) -> Result { state.withLock { body(&$0) } }

    func tamper(_ change: @escaping @Sendable ([UInt8]) -> [[UInt8]]) { tampering.withLock { $0 = change } }

    var canister: Principal { with { $0.relay.canister.id } }
    var log: [String] { with { $0.relay.canister.log } }
    var network: ClientNetwork { .rootKey(with { $0.relay.signer.rootKey }) }
    var openSockets: Int { with { $0.sockets.count } }
    var closes: [String] { with { $0.closes } }

    var configuration: ClientConfiguration {
        var configuration = ClientConfiguration()
        configuration.dialer = self
        configuration.clock = clock
        return configuration
    }

    func connect(
        _ configuration: ClientConfiguration? = nil, as number: UInt8 = 1
    ) async throws -> RawCanisterWebSocket {
        try await RawCanisterWebSocket.connect(
            gateway: "ws://in-process", canister: canister,
            identity: Ed25519Identity(seed: [UInt8](repeating: number, count: 32)), network: network,
            configuration: configuration ?? self.configuration)
    }

    func open(_ address: String, for receiver: any GatewaySocketReceiver) async throws -> any GatewaySocket {
        if let refusal = with({ $0.refusal }) { throw Unreachable(description: refusal) }
        let (socket, handshake) = with { state in
            state.lastSocket += 1
            let socket = InProcessSocket(number: state.lastSocket, gateway: self, receiver: receiver)
            state.sockets[socket.number] = socket
            return (socket, state.isSilent ? nil : state.relay.handshake)
        }
        if let handshake { receiver.received(handshake) }
        return socket
    }

    /// A client's frame goes to the canister.
    func take(_ frame: [UInt8], from socket: UInt64) -> Bool {
        let isTaken = with { state in
            guard state.takesFrames else { return false }
            guard state.sockets[socket] != nil, let (request, _) = try? state.relay.take(frame) else { return true }
            if request.method == "ws_open",
                let open = try? CandidDecoder.decode(OpenArguments.self, from: request.argument)
            {
                state.clients[ClientKey(principal: request.terms.sender, nonce: open.clientNonce)] = socket
            }
            return true
        }
        if isTaken { deliver() }
        return isTaken
    }

    /// All that the canister has goes to the clients.
    func deliver() {
        let change = tampering.withLock { $0 }
        // Given under the lock, so that messages which two ask for do not overtake each other.
        with { state in
            guard !state.isHolding, let messages = try? state.relay.poll() else { return }
            for message in messages {
                guard let content = try? WebSocketMessage(decodingCBOR: message.content),
                    let socket = state.clients[content.clientKey].flatMap({ state.sockets[$0] })
                else { continue }
                for frame in change(message.encoded) { socket.receiver.received(frame) }
            }
        }
    }

    /// Time goes by, for all.
    func advance(by duration: Duration) {
        with { $0.relay.advance(by: duration) }
        clock.advance(by: duration.nanoseconds)
        deliver()
    }

    /// Ends all sockets.
    func cut(_ status: CloseStatus) {
        let sockets = with { state in
            defer { state.sockets = [:] }
            return Array(state.sockets.values)
        }
        for socket in sockets { socket.receiver.closed(status) }
    }

    func close(_ socket: InProcessSocket, code: UInt16, reason: String) {
        let isOpen = with { state in
            state.closes.append("\(code) \(reason)")
            guard state.answersCloses else { return false }
            return state.sockets.removeValue(forKey: socket.number) != nil
        }
        if isOpen { socket.receiver.closed(CloseStatus(.here, number: code, reason: reason)) }
    }
}

/// The client's end of a connection to such a gateway.
struct InProcessSocket: GatewaySocket {
    let number: UInt64
    let gateway: InProcessGateway
    let receiver: any GatewaySocketReceiver

    func send(_ frame: [UInt8]) -> Bool { gateway.take(frame, from: number) }
    func close(code: UInt16, reason: String) { gateway.close(self, code: code, reason: reason) }
    func pauseReading() { gateway.readings.withLock { $0.pauses += 1 } }
    func resumeReading() { gateway.readings.withLock { $0.resumptions += 1 } }
}
