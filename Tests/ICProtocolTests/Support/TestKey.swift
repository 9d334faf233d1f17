import Candid
import Crypto
import Foundation
import ICProtocol
import KeyEncoding
import Secp256k1

/// A secret key of one of the three kinds, in the hands of a test.
struct TestKey: Sendable {
    let publicKey: ICProtocol.PublicKey
    private let signing: @Sendable ([UInt8]) throws -> [UInt8]

    init(_ algorithm: KeyAlgorithm, secret: [UInt8]) throws {
        let point: [UInt8]
        switch algorithm {
        case .ed25519:
            let key = try Curve25519.Signing.PrivateKey(rawRepresentation: secret)
            point = Array(key.publicKey.rawRepresentation)
            signing = { Array(try key.signature(for: $0)) }
        case .p256:
            let key = try P256.Signing.PrivateKey(rawRepresentation: secret)
            point = Array(key.publicKey.x963Representation)
            signing = { Array(try key.signature(for: $0).rawRepresentation) }
        case .secp256k1:
            let key = try Secp256k1.PrivateKey(secret: secret)
            point = key.publicKey.uncompressed
            signing = { try key.sign($0) }
        }
        publicKey = try ICProtocol.PublicKey(PublicKeyInfo(algorithm: algorithm, point: point))
    }

    /// A key that follows from a number.
    init(_ number: UInt8, _ algorithm: KeyAlgorithm = .ed25519) throws {
        try self.init(algorithm, secret: [UInt8](repeating: number &+ 1, count: 32))
    }

    var principal: Principal { publicKey.principal }

    func sign(_ message: [UInt8]) throws -> [UInt8] { try signing(message) }

    func delegate(
        to key: TestKey, until expiration: UInt64 = Vectors.time, targets: [Principal]? = nil,
        permissions: Delegation.Permissions? = nil
    ) throws -> SignedDelegation {
        let delegation = Delegation(
            publicKey: key.publicKey.der, expiration: expiration, targets: targets, permissions: permissions)
        return SignedDelegation(delegation: delegation, signature: try sign(delegation.signedBytes))
    }

    /// A request in an envelope that this key signs, for itself or at the end of a chain that begins with another.
    func envelope(
        _ content: RequestContent, root: TestKey? = nil, delegations: [SignedDelegation]? = nil
    ) throws -> Envelope {
        Envelope(
            content: content, senderPublicKey: (root ?? self).publicKey.der, senderDelegations: delegations,
            senderSignature: try sign(content.signedBytes))
    }
}
