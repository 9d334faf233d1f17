import Candid
import ICProtocol
import KeyEncoding

/// An identity that holds a secret key of its own.
public protocol KeyIdentity: Identity {
    /// The key that its signatures are verified with.
    var publicKey: PublicKey { get }

    /// The key as files hold it, the secret included.
    var file: PrivateKeyFile { get throws(IdentityError) }

    /// Signs a message, with its domain separator already before it.
    ///
    /// - Returns: 64 bytes.
    func sign(_ message: [UInt8]) throws(IdentityError) -> [UInt8]
}

extension KeyIdentity {
    /// The principal made of the key.
    public var principal: Principal { publicKey.principal }

    /// The request with the key and a signature of the request id.
    public func envelope(for content: RequestContent) throws(IdentityError) -> Envelope {
        try checkSender(of: content)
        return Envelope(
            content: content, senderPublicKey: publicKey.der, senderSignature: try sign(content.signedBytes))
    }

    /// Gives another key the right to sign in this one's place.
    ///
    /// - Parameters:
    ///   - key: the other key, in DER.
    ///   - expiration: until when, in nanoseconds since 1970.
    ///   - targets: the canisters that it is for, at most 1,000; all of them where there is no list.
    ///   - permissions: what it may sign; everything where this is absent.
    public func delegate(
        to key: [UInt8], until expiration: UInt64, targets: [Principal]? = nil,
        permissions: Delegation.Permissions? = nil
    ) throws(IdentityError) -> SignedDelegation {
        let delegation = Delegation(
            publicKey: key, expiration: expiration, targets: targets, permissions: permissions)
        return SignedDelegation(delegation: delegation, signature: try sign(delegation.signedBytes))
    }

    /// The key as a PEM text: a file of it is what dfx, icp-cli and OpenSSL read.
    ///
    /// - Parameter format: ``PrivateKeyFile/Format/sec1`` is what dfx writes for secp256k1.
    public func pem(_ format: PrivateKeyFile.Format = .pkcs8) throws(IdentityError) -> String {
        try file.pem(format)
    }
}
