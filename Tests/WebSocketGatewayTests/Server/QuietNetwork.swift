import Candid
import ICProtocol
import WebSocketProtocol

@testable import WebSocketGateway

/// A network of which the tests of the door want nothing.
struct QuietNetwork: GatewayNetwork {
    func submit(_ call: SignedCall) async -> CallOutcome { .notTaken(reason: "nobody is there", isTransient: false) }

    func messages(of canister: Principal, from nonce: UInt64) async throws(PollFailure) -> CertifiedMessages {
        throw .unavailable(reason: "nobody is there")
    }

    func close(_ client: ClientKey, at canister: Principal) async throws(NetworkFailure) -> WebSocketResult {
        throw NetworkFailure(reason: "nobody is there", isTransient: false)
    }
}
