import Candid
import ICCertificates
import MessageVerification
import WebSocketProtocol

/// A gateway: asks the canister for messages and relays them. Nobody has to trust it.
final class StageGateway {
    let principal: Principal
    private let canister: LocalCanister
    private let certificates = CertificateVerifier(signatureCheck: UncheckedSignature())
    /// The number of the first message in its queue that it has not fetched.
    private var nextNonce: UInt64 = 0

    init(principal: Principal, canister: LocalCanister) {
        self.principal = principal
        self.canister = canister
    }

    /// What a poll brought.
    struct Poll {
        /// Bytes of the reply.
        let size: Int
        let instructions: UInt64
        let page: CertifiedPage
        /// What was verified of the page as a whole; nil for one without messages, which has no proof.
        let proof: CertifiedTree?

        var isEndOfQueue: Bool { page.page.isEndOfQueue }
    }

    /// Asks for the next messages. The page's proof is verified, which is for clients to do, so that it can be shown.
    func poll() throws -> Poll {
        let outcome = canister.query("ws_get_messages", GetMessagesArguments(nonce: nextNonce).encoded, from: principal)
        let reply = try outcome.result.get()
        guard case .ok(let messages) = try GetMessagesResult(decoding: reply) else {
            throw StageFailure("ws_get_messages answered Err to a gateway")
        }
        try countOn(messages.messages)
        return Poll(
            size: reply.count, instructions: outcome.instructions,
            page: CertifiedPage(canister: canister.id, page: messages),
            proof: messages.messages.isEmpty ? nil : try verifiedProof(of: messages))
    }

    /// Makes sure that no message is left out: their numbers follow each other.
    private func countOn(_ messages: [OutputMessage]) throws {
        let prefix = MessageKey.prefix(gateway: principal)
        for message in messages {
            try require(
                MessageKey.nonce(of: message.key.bytes, prefix: prefix) == nextNonce,
                "the gateway expected its message \(nextNonce), but the page has key '\(message.key)'")
            nextNonce += 1
        }
    }

    /// As long as nobody checks signatures, the certified data is compared with what the engine itself holds.
    private func verifiedProof(of page: CertifiedMessages) throws -> CertifiedTree {
        let proof = try certificates.verify(
            tree: page.tree, certificate: page.certificate, of: canister.id, at: canister.time)
        try require(
            proof.certifiedData.bytes == canister.certifiedData,
            "the certificate shows other certified data than the engine holds")
        return proof
    }

    /// Tells the canister that a client's socket is gone.
    func close(_ client: StageClient) -> StageClient.Call {
        let argument = CloseArguments(clientKey: client.key).encoded
        return StageClient.Call(size: argument.count, outcome: canister.update("ws_close", argument, from: principal))
    }
}
