import Candid
import ICAgent
import ICProtocol
import Synchronization
import WebSocketProtocol

@testable import WebSocketGateway

/// A client with its socket in memory: it signs as clients do and notes what it gets.
final class StandInClient: ClientSocket {
    let identity: Ed25519Identity
    let key: ClientKey
    let canister: Principal
    private let gateway: Principal
    private let clock: any AgentClock
    private let state = Mutex(State())

    struct State {
        var frames: [[UInt8]] = []
        var frameTimes: [UInt64] = []
        var close: SessionEnd?
        var closeCount = 0
        var isPaused = false
        var pauses = 0
        /// How many frames are still taken.
        var room = Int.max
        var lastSent: UInt64 = 0
        var session: ClientSession?
    }

    init(
        _ number: UInt8, nonce: UInt64 = 7, at canister: Principal, through gateway: Principal, clock: any AgentClock
    ) throws {
        identity = try Ed25519Identity(seed: Array(repeating: number, count: 32))
        key = ClientKey(principal: identity.principal, nonce: nonce)
        (self.canister, self.gateway, self.clock) = (canister, gateway, clock)
    }

    // MARK: Socket

    func send(_ frame: [UInt8]) -> Bool {
        let now = clock.now
        return state.withLock { state in
            guard state.close == nil else { return true }
            guard state.room > 0 else { return false }
            state.room -= 1
            state.frames.append(frame)
            state.frameTimes.append(now)
            return true
        }
    }

    func close(_ code: CloseCode, reason: String) {
        let session = state.withLock { state in
            state.closeCount += 1
            if state.close == nil { state.close = SessionEnd(code, reason) }
            return state.session
        }
        session?.socketClosed(code: code.rawValue, reason: reason, byClient: false)
    }

    func pauseReading() {
        state.withLock { state in
            state.isPaused = true
            state.pauses += 1
        }
    }

    func resumeReading() { state.withLock { $0.isPaused = false } }

    // MARK: What the client does

    func connect(to gateway: Gateway) {
        let session = gateway.accept(self, from: "192.0.2.1")
        state.withLock { $0.session = session }
        // The socket may have been closed before the session was known here.
        if let close = state.withLock({ $0.close }) {
            session.socketClosed(code: close.code.rawValue, reason: "", byClient: false)
        }
    }

    var session: ClientSession? { state.withLock { $0.session } }

    func receive(_ frame: [UInt8]) { session?.received(frame) }

    func open() throws { receive(try openFrame()) }

    func openFrame(canister: Principal? = nil, gateway: Principal? = nil) throws -> [UInt8] {
        let arguments = OpenArguments(clientNonce: key.nonce, gateway: gateway ?? self.gateway)
        return try frame("ws_open", arguments.encoded, to: canister ?? self.canister)
    }

    func say(_ content: [UInt8]) throws { receive(try messageFrame(content)) }

    func messageFrame(_ content: [UInt8], sequenceNumber: UInt64? = nil) throws -> [UInt8] {
        let number = state.withLock { state in
            state.lastSent += 1
            return state.lastSent
        }
        let message = WebSocketMessage(
            clientKey: key, sequenceNumber: sequenceNumber ?? number, timestamp: clock.now, isServiceMessage: false,
            content: content)
        return try frame("ws_message", MessageArguments(message: message).encoded, to: canister)
    }

    func frame(
        _ method: String, _ argument: [UInt8], to canister: Principal, by signer: (any Identity)? = nil
    ) throws -> [UInt8] {
        let identity = signer ?? self.identity
        let nonce = (0..<16).map { _ in UInt8.random(in: 0...255) }
        let request = CanisterRequest(
            terms: RequestTerms(
                sender: identity.principal, ingressExpiry: clock.now + 240_000_000_000, nonce: nonce),
            canister: canister, method: method, argument: argument)
        return ClientFrame(envelope: try identity.envelope(for: .call(request)).encoded).encoded
    }

    /// The client closes its socket.
    func leave(code: UInt16? = 1_000) {
        state.withLock { $0.close = $0.close ?? SessionEnd(.normal, "by the client") }
        session?.socketClosed(code: code, reason: "", byClient: true)
    }

    func limit(toFrames count: Int) { state.withLock { $0.room = count } }

    // MARK: What the client got

    var frames: [[UInt8]] { state.withLock { $0.frames } }
    var frameTimes: [UInt64] { state.withLock { $0.frameTimes } }
    var end: SessionEnd? { state.withLock { $0.close } }
    var closeCount: Int { state.withLock { $0.closeCount } }
    var isPaused: Bool { state.withLock { $0.isPaused } }
    var pauses: Int { state.withLock { $0.pauses } }

    /// The canister's messages.
    var messages: [WebSocketMessage] {
        get throws {
            try frames.dropFirst().map { try WebSocketMessage(decodingCBOR: RelayedMessage(decoding: $0).content) }
        }
    }

    /// What the canister's application said.
    var contents: [[UInt8]] { get throws { try messages.filter { !$0.isServiceMessage }.map(\.content) } }

    /// Whether the open message has come.
    var isOpen: Bool { frames.count > 1 }
}
