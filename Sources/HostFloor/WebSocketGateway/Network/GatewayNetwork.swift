import Candid
import ICProtocol
import WebSocketProtocol

/// What a gateway asks of the network of its canisters. The real one is ``AgentNetwork``.
public protocol GatewayNetwork: Sendable {
    /// Sends a client's call once, and waits for its end as long as the network does.
    func submit(_ call: SignedCall) async -> CallOutcome

    /// Asks a canister for the gateway's messages, as `ws_get_messages` in the gateway's own name.
    ///
    /// - Parameter nonce: the number of the first message that is wanted.
    func messages(of canister: Principal, from nonce: UInt64) async throws(PollFailure) -> CertifiedMessages

    /// Closes a connection at a canister, as `ws_close` in the gateway's own name, and waits for the end of the call.
    ///
    /// - Returns: the canister's answer.
    func close(_ client: ClientKey, at canister: Principal) async throws(NetworkFailure) -> WebSocketResult
}

/// What came of sending a client's call once.
public enum CallOutcome: Hashable, Sendable {
    /// The canister replied, as a certificate proves.
    case replied([UInt8])
    /// The canister, or the system for it, rejected, as a certificate proves. The call cannot be executed any more.
    case rejected(Rejection)
    /// The call did not come into the subnet this time.
    ///
    /// - isTransient: whether the same call may be taken later: the canister is stopped, the network busy or away.
    case notTaken(reason: String, isTransient: Bool)
    /// The call may be executed, or not: it was only accepted, or no answer came that proves anything.
    case unknown(reason: String)
}

/// Why the network did not do what it was asked.
public struct NetworkFailure: Error, Hashable, Sendable {
    /// The reason, for the log.
    public let reason: String

    /// Whether another try may succeed.
    public let isTransient: Bool

    /// Puts them together.
    public init(reason: String, isTransient: Bool) {
        self.reason = reason
        self.isTransient = isTransient
    }
}

/// Why a poll brought no page.
public enum PollFailure: Error, Hashable, Sendable {
    /// The network, or the canister, does not answer, or refuses.
    case unavailable(reason: String)
    /// There is a page, but it is too large or not what the method gives.
    case unreadable(reason: String)
    /// The canister is there no more, or has no code: what it knew is lost.
    case gone(reason: String)

    /// The reason, for the log.
    public var reason: String {
        switch self {
        case .unavailable(let reason), .unreadable(let reason), .gone(let reason): reason
        }
    }
}
