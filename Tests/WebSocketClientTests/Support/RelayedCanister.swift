import BLS12381
import Candid
import CanisterExecution
import CanisterTesting
import ICCertificates
import ICProtocol
import MessageVerification
@testable import PingPong
import WebSocketProtocol

/// The sample PingPong, native, on a subnet whose certificates are signed, with a gateway that relays for it.
final class RelayedCanister {
    let canister: TestCanister
    let signer: SubnetSigner
    let gateway = Principal.testUser(1_000)
    private var nextNonce: UInt64 = 0

    /// - Parameter seed: what the subnet's key follows from.
    init(seed: String = "the root key of the tests of clients") throws {
        signer = SubnetSigner(try SecretKey(seed: Array(seed.utf8)))
        let configuration = SubnetConfiguration(
            id: .testUser(.max), rootKey: signer.rootKey, time: 1_700_000_000_000_000_000,
            limits: ResourceLimits(), randomSeed: 1)
        let subnet = Subnet(configuration)
        subnet.certifyData(with: signer)
        canister = try TestCanister(PingPong.self, on: subnet)
    }

    /// Nanoseconds since 1970.
    var time: UInt64 { canister.time }

    func advance(by duration: Duration) { canister.advance(by: duration) }

    /// What verifies the canister's messages.
    var certificates: CertificateVerifier {
        CertificateVerifier(signatureCheck: BLSSignatureCheck(rootKey: signer.publicKey))
    }

    var handshake: [UInt8] { GatewayHandshake(gateway: gateway).encoded }

    /// Takes a client's frame as network and canister do: the signature, the expiry, the call.
    ///
    /// - Returns: the call, and the canister's answer.
    @discardableResult
    func take(_ frame: [UInt8]) throws -> (request: CanisterRequest, result: WebSocketResult) {
        let envelope = try Envelope(decoding: ClientFrame(decoding: frame).envelope)
        let endpoint = Endpoint(.call, at: .canister(canister.id))
        let content = try EnvelopeVerifier().verify(envelope, sentTo: endpoint, at: time).content
        guard case .call(let request) = content else { throw NotACall() }
        let reply = try canister.update(request.method, request.argument, caller: request.terms.sender).get()
        return (request, try CandidDecoder.decode(WebSocketResult.self, from: reply))
    }

    struct NotACall: Error {}

    /// All that the canister has for the gateway and did not give before.
    func poll() throws -> [RelayedMessage] {
        var messages: [RelayedMessage] = []
        while true {
            let page = try page(from: nextNonce)
            nextNonce += UInt64(page.messages.count)
            messages += CertifiedPage(canister: canister.id, page: page).relayedMessages
            if page.isEndOfQueue { return messages }
        }
    }

    /// A page as the canister gives it.
    func page(from nonce: UInt64) throws -> CertifiedMessages {
        let reply = try canister.query(
            "ws_get_messages", GetMessagesArguments(nonce: nonce).encoded, caller: gateway).get()
        guard case .ok(let page) = try GetMessagesResult(decoding: reply) else { throw NoPage() }
        return page
    }

    struct NoPage: Error {}
}
