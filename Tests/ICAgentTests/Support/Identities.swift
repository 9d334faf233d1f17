import Candid
import ICAgent
import ICProtocol
import KeyEncoding
import TestSupport

/// Identities that follow from a seed.
enum Identities {
    static func make(_ algorithm: KeyAlgorithm, _ random: inout SplitMix64) throws -> any KeyIdentity {
        // Below the order of either curve.
        let secret = [0x7f] + (0..<31).map { _ in UInt8.random(in: 0...255, using: &random) }
        return switch algorithm {
        case .ed25519: try Ed25519Identity(seed: secret)
        case .p256: try P256Identity(secret: secret)
        case .secp256k1: try Secp256k1Identity(secret: secret)
        }
    }

    static func name(_ algorithm: KeyAlgorithm) -> String {
        switch algorithm {
        case .ed25519: "ed25519"
        case .p256: "p256"
        case .secp256k1: "secp256k1"
        }
    }
}

let time: UInt64 = 1_685_570_400_000_000_000
let canister = (try? Principal(bytes: [0, 0, 0, 0, 0, 0, 4, 0xd2])) ?? .anonymous

/// A call by a sender.
func call(_ sender: Principal, nonce: [UInt8]? = nil) -> RequestContent {
    .call(
        CanisterRequest(
            terms: RequestTerms(sender: sender, ingressExpiry: time, nonce: nonce), canister: canister, method: "hello",
            argument: bytes("4449444c00fd2a")))
}

/// What a replica says to an envelope.
func verify(_ envelope: Envelope) throws(RequestRefusal) -> AuthenticRequest {
    try EnvelopeVerifier().verify(envelope, sentTo: Endpoint(.call, at: .canister(canister)), at: time)
}

/// A principal by its bytes in hexadecimal.
func principal(_ hexadecimal: String) -> Principal { (try? Principal(bytes: bytes(hexadecimal))) ?? .anonymous }
