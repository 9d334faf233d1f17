import BLS12381
import Candid
import Crypto
import ICProtocol
import KeyEncoding

/// The secrets of a replica: the root key of its network, and the key of its only node. Both are made at the first
/// start and go with its state.
///
/// They are worth as much as the machine is trusted: what they sign is no more than the word of this replica.
public struct ReplicaKeys: Sendable {
    /// Signs certificates.
    public let signer: SubnetSigner
    /// The subnet, which is the root subnet.
    public let subnet: Principal
    /// The node.
    public let node: Principal
    /// The node's public key in DER.
    public let nodeKey: [UInt8]

    let rootSecret: SecretKey
    let nodeSecret: Curve25519.Signing.PrivateKey

    /// Bytes of each of the two secrets.
    public static let secretSize = 32

    /// Makes keys that follow from two secrets.
    ///
    /// - Parameters:
    ///   - rootSecret: an integer of 32 bytes, most significant first, from 1 to the group's order - 1.
    ///   - nodeSecret: the 32 bytes of a secret Ed25519 key.
    public init(rootSecret: [UInt8], nodeSecret: [UInt8]) throws(ReplicaKeysError) {
        do throws(BLSError) { self.rootSecret = try SecretKey(bytes: rootSecret) } catch { throw .rootSecret(error) }
        guard nodeSecret.count == Self.secretSize,
            let secret = try? Curve25519.Signing.PrivateKey(rawRepresentation: nodeSecret),
            let info = try? PublicKeyInfo(algorithm: .ed25519, point: Array(secret.publicKey.rawRepresentation))
        else { throw .nodeSecret(size: nodeSecret.count) }
        self.nodeSecret = secret
        signer = SubnetSigner(self.rootSecret)
        subnet = signer.publicKey.rootSubnet
        nodeKey = info.der
        node = .selfAuthenticating(publicKey: nodeKey)
    }

    /// Makes new keys of random numbers.
    public static func random() throws(ReplicaKeysError) -> ReplicaKeys {
        var generator = SystemRandomNumberGenerator()
        let seed = (0..<64).map { _ in UInt8.random(in: 0...255, using: &generator) }
        let root: SecretKey
        do throws(BLSError) { root = try SecretKey(seed: Array(seed[..<32])) } catch { throw .rootSecret(error) }
        return try ReplicaKeys(rootSecret: root.bytes, nodeSecret: Array(seed[32...]))
    }

    /// The root key in DER.
    public var rootKey: [UInt8] { signer.rootKey }

    /// The node's signature: 64 bytes.
    func signAsNode(_ message: [UInt8]) throws(ReplicaKeysError) -> [UInt8] {
        guard let signature = try? nodeSecret.signature(for: message) else { throw .signing }
        return Array(signature)
    }
}

/// Why secrets are no keys of a replica.
public enum ReplicaKeysError: Error, Hashable, Sendable {
    /// The secret of the root key is none.
    case rootSecret(BLSError)
    /// The secret of the node's key is none; so many bytes it has.
    case nodeSecret(size: Int)
    /// The node's key could not sign.
    case signing
}

extension ReplicaKeysError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .rootSecret(let error): "the secret of the root key cannot be used: \(error)"
        case .nodeSecret(let size):
            "the secret of the node's key has \(size) bytes, where \(ReplicaKeys.secretSize) were expected"
        case .signing: "the node's key could not sign"
        }
    }
}
