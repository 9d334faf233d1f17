/// The kinds of keys that users of the Internet Computer sign with (Interface Specification, "Signatures").
public enum KeyAlgorithm: Hashable, Sendable, CaseIterable {
    /// Ed25519 (RFC 8032).
    case ed25519
    /// ECDSA on the curve P-256, also known as secp256r1 and prime256v1, with SHA-256.
    case p256
    /// ECDSA on the curve secp256k1 with SHA-256.
    case secp256k1

    /// The number of bytes of a secret key: a seed or a number below the curve's order.
    public static let secretSize = 32

    /// The number of bytes of a public key: a compressed point for Ed25519, `04 ‖ x ‖ y` for the others.
    public var publicSize: Int { self == .ed25519 ? 32 : 65 }

    /// How DER names it.
    var identifierDER: [UInt8] {
        switch self {
        case .ed25519: DERWriting.element(.sequence, DERWriting.objectIdentifier(.ed25519))
        case .p256, .secp256k1:
            DERWriting.element(
                .sequence, DERWriting.objectIdentifier(.ellipticCurve), DERWriting.objectIdentifier(curve))
        }
    }

    /// The curve's identifier, or for Ed25519 that of the algorithm.
    var curve: ObjectIdentifier {
        switch self {
        case .ed25519: .ed25519
        case .p256: .p256
        case .secp256k1: .secp256k1
        }
    }

    /// The kind with this curve, of keys in the form for elliptic curves.
    init(curve: ObjectIdentifier) throws(KeyEncodingError) {
        switch curve {
        case .p256: self = .p256
        case .secp256k1: self = .secp256k1
        default: throw .unsupportedAlgorithm(curve)
        }
    }

    /// Reads the sequence of algorithm and parameter.
    init(from reader: inout DERReader) throws(KeyEncodingError) {
        var fields = try reader.constructed()
        let algorithm = try fields.objectIdentifier()
        switch algorithm {
        case .ed25519: self = .ed25519
        case .ellipticCurve: self = try KeyAlgorithm(curve: try fields.objectIdentifier())
        default: throw .unsupportedAlgorithm(algorithm)
        }
        try fields.finish()
    }
}

extension KeyAlgorithm: CustomStringConvertible {
    public var description: String {
        switch self {
        case .ed25519: "Ed25519"
        case .p256: "ECDSA on P-256"
        case .secp256k1: "ECDSA on secp256k1"
        }
    }
}
