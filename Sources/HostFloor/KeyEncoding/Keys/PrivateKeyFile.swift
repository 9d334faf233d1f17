/// A secret key as files hold it: in PKCS#8 (RFC 5958, versions 1 and 2) or, for elliptic curves, in SEC 1 (RFC 5915).
///
/// dfx and icp-cli write secp256k1 keys in SEC 1 and Ed25519 keys in PKCS#8, with the public key behind or without;
/// OpenSSL writes PKCS#8.
public struct PrivateKeyFile: Hashable, Sendable {
    /// The kind of the key.
    public let algorithm: KeyAlgorithm

    /// The secret: 32 bytes. **Do not show it, log it or send it anywhere.**
    public let secret: [UInt8]

    /// The public key that stands beside the secret, if one does: nobody checked that they belong together.
    public let publicKey: [UInt8]?

    /// Puts the parts together.
    ///
    /// - Throws: ``KeyEncodingError/size(of:expected:found:)``.
    public init(algorithm: KeyAlgorithm, secret: [UInt8], publicKey: [UInt8]?) throws(KeyEncodingError) {
        guard secret.count == KeyAlgorithm.secretSize else {
            throw .size(of: "the secret key", expected: KeyAlgorithm.secretSize, found: secret.count)
        }
        if let publicKey, publicKey.count != algorithm.publicSize {
            throw .size(of: "the public key", expected: algorithm.publicSize, found: publicKey.count)
        }
        self.algorithm = algorithm
        self.secret = secret
        self.publicKey = publicKey
    }

    /// How a key can be written.
    public enum Format: Hashable, Sendable, CaseIterable {
        /// PKCS#8, version 1: the secret alone for Ed25519; with the public key for elliptic curves.
        case pkcs8
        /// PKCS#8, version 2: the public key behind the secret. For Ed25519; elliptic curves have it in version 1.
        case pkcs8Version2
        /// SEC 1, which only elliptic curves have; Ed25519 keys are written as ``pkcs8``.
        case sec1
    }

    /// Reads the first private key in a PEM text. Other blocks, such as OpenSSL's `EC PARAMETERS`, are passed over.
    public init(pem text: String) throws(KeyEncodingError) {
        let blocks = try PEMBlock.blocks(in: text)
        for block in blocks {
            switch block.label {
            case "ENCRYPTED PRIVATE KEY": throw .encrypted(label: block.label)
            case "PRIVATE KEY", "EC PRIVATE KEY":
                if block.headers.contains(where: { $0.contains("ENCRYPTED") }) { throw .encrypted(label: block.label) }
                self = try block.label == "PRIVATE KEY"
                    ? PrivateKeyFile(pkcs8: block.bytes) : PrivateKeyFile(sec1: block.bytes)
                return
            default: break
            }
        }
        throw .noPrivateKey(found: blocks.map(\.label))
    }

    /// Reads DER of PKCS#8.
    public init(pkcs8 der: [UInt8]) throws(KeyEncodingError) {
        var reader = DERReader(der)
        var fields = try reader.constructed()
        try reader.finish()
        let version = try fields.smallNumber()
        guard version <= 1 else { throw .unknownVersion(format: "PKCS#8", found: version) }
        let algorithm = try KeyAlgorithm(from: &fields)
        var inner = DERReader(try fields.octetString())
        // Attributes, which nobody needs here.
        if fields.nextTag == DERTag.context0.rawValue { try fields.skip() }
        var publicKey: [UInt8]?
        switch fields.nextTag {
        case DERTag.implicit1.rawValue: publicKey = try fields.bitString(.implicit1)
        // An older library, and so files of dfx, have the bit string whole within the tag.
        case DERTag.context1.rawValue:
            var wrapped = try fields.constructed(.context1)
            publicKey = try wrapped.bitString()
            try wrapped.finish()
        default: break
        }
        try fields.finish()
        switch algorithm {
        case .ed25519:
            let secret = try inner.octetString()
            try inner.finish()
            try self.init(algorithm: algorithm, secret: secret, publicKey: publicKey)
        case .p256, .secp256k1:
            let key = try Self.ellipticCurveKey(from: &inner, curve: algorithm)
            try inner.finish()
            try self.init(algorithm: algorithm, secret: key.secret, publicKey: key.publicKey ?? publicKey)
        }
    }

    /// Reads DER of SEC 1.
    public init(sec1 der: [UInt8]) throws(KeyEncodingError) {
        var reader = DERReader(der)
        self = try Self.ellipticCurveKey(from: &reader, curve: nil)
        try reader.finish()
    }

    private static func ellipticCurveKey(
        from reader: inout DERReader, curve known: KeyAlgorithm?
    ) throws(KeyEncodingError) -> PrivateKeyFile {
        var fields = try reader.constructed()
        let version = try fields.smallNumber()
        guard version == 1 else { throw .unknownVersion(format: "SEC 1", found: version) }
        let secret = try fields.octetString()
        var curve = known
        if fields.nextTag == DERTag.context0.rawValue || known == nil {
            var wrapped = try fields.constructed(.context0)
            curve = try KeyAlgorithm(curve: try wrapped.objectIdentifier())
            try wrapped.finish()
        }
        var publicKey: [UInt8]?
        if fields.nextTag == DERTag.context1.rawValue {
            var wrapped = try fields.constructed(.context1)
            publicKey = try wrapped.bitString()
            try wrapped.finish()
        }
        try fields.finish()
        return try PrivateKeyFile(algorithm: known ?? curve ?? .secp256k1, secret: secret, publicKey: publicKey)
    }
}
