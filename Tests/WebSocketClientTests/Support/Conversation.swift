import Candid
import ICAgent
import ICProtocol
import MessageVerification
@testable import PingPong
import Testing
import WebSocketProtocol
@testable import WebSocketClient

/// A connection, and the canister that it is to, with a told time.
struct Conversation {
    let relay: RelayedCanister
    let identity: Ed25519Identity
    var connection: ClientConnection

    /// The client's clock is ahead of the subnet's by this much.
    var lead: Duration = .zero

    static let start: UInt64 = 5_000_000_000

    init(
        _ relay: RelayedCanister? = nil, nonce: UInt64 = 7, settings: ConnectionSettings = ConnectionSettings()
    ) throws {
        let relay = try relay ?? RelayedCanister()
        self.relay = relay
        identity = try Ed25519Identity(seed: [UInt8](repeating: 9, count: 32))
        connection = ClientConnection(
            canister: relay.canister.id, identity: identity, clientNonce: nonce, certificates: relay.certificates,
            settings: settings, at: Self.moment(relay.time))
    }

    static func moment(_ time: UInt64) -> Moment {
        Moment(time: time, uptime: start + time - 1_700_000_000_000_000_000)
    }

    var now: Moment {
        var moment = Self.moment(relay.time)
        moment.time += lead.nanoseconds
        return moment
    }

    /// What the state machine wants done for a frame.
    mutating func receive(_ frame: [UInt8]) -> [ConnectionAction] { connection.received(frame, at: now) }

    mutating func receive(_ message: RelayedMessage) -> [ConnectionAction] { receive(message.encoded) }

    /// The gateway says who it is, and `ws_open` arrives.
    mutating func shakeHands() throws {
        try relay(receive(relay.handshake))
    }

    /// The connection opens, with the canister's ping, which stays with the gateway.
    ///
    /// - Returns: the ping.
    @discardableResult
    mutating func open() throws -> RelayedMessage {
        try shakeHands()
        let messages = try relay.poll()
        try #require(messages.count == 2)
        try #require(receive(messages[0]).summary == ["opened"])
        return messages[1]
    }

    /// Opens, and takes the ping.
    mutating func openAndListen() throws {
        let ping = try open()
        try #require(receive(ping).summary == ["deliver"])
    }

    /// Sends a text, which arrives.
    @discardableResult
    mutating func say(_ text: Text) throws -> UInt64 {
        let message = try connection.message(Self.content(text), at: now)
        connection.sent(message)
        try #require(try relay.take(message.frame).result == .ok)
        return message.record.sequenceNumber
    }

    static func content(_ text: Text) -> [UInt8] { CandidEncoder.encode(AppMessage(text: text, timestamp: 0)) }

    /// The canister takes all frames among the actions.
    func relay(_ actions: [ConnectionAction]) throws {
        for case .transmit(let frame) in actions { try #require(try relay.take(frame).result == .ok) }
    }

    /// Takes all that waits at the canister.
    mutating func listen() throws -> [ConnectionAction] {
        var actions: [ConnectionAction] = []
        for message in try relay.poll() {
            let step = receive(message)
            try relay(step)
            actions += step
        }
        return actions
    }
}

extension [ConnectionAction] {
    /// What is to be done, in words.
    var summary: [String] {
        map { action in
            switch action {
            case .transmit: "transmit"
            case .opened: "opened"
            case .deliver: "deliver"
            case .acknowledged(let number): "acknowledged \(number)"
            case .close(let code, let reason): "close \(code.rawValue) \(reason)"
            case .ended: "ended"
            }
        }
    }

    /// The texts among the messages for the application.
    var texts: [String] {
        compactMap { action in
            guard case .deliver(let message) = action else { return nil }
            return (try? message.value(as: AppMessage.self))?.text.string
        }
    }
}
