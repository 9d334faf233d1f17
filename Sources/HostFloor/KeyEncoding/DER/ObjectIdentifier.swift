/// The name of an algorithm, a curve or an attribute: a path of numbers, such as 1.3.101.112 (ITU-T X.690, 8.19).
public struct ObjectIdentifier: Hashable, Sendable {
    /// The numbers as DER has them, without tag and length.
    public let bytes: [UInt8]

    /// Takes over the bytes of an identifier, without tag and length.
    public init(bytes: [UInt8]) { self.bytes = bytes }

    /// 1.3.101.112, a key or signature of Ed25519 (RFC 8410).
    public static let ed25519 = ObjectIdentifier(bytes: [0x2b, 0x65, 0x70])
    /// 1.2.840.10045.2.1, a key on an elliptic curve; its parameter names the curve (RFC 5480).
    public static let ellipticCurve = ObjectIdentifier(bytes: [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01])
    /// 1.2.840.10045.3.1.7, the curve P-256.
    public static let p256 = ObjectIdentifier(bytes: [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07])
    /// 1.3.132.0.10, the curve secp256k1.
    public static let secp256k1 = ObjectIdentifier(bytes: [0x2b, 0x81, 0x04, 0x00, 0x0a])
    /// 1.3.6.1.4.1.56387.1.1, a key in COSE form, as WebAuthn has it (Interface Specification, "Signatures").
    public static let webAuthn = ObjectIdentifier(
        bytes: [0x2b, 0x06, 0x01, 0x04, 0x01, 0x83, 0xb8, 0x43, 0x01, 0x01])
    /// 1.3.6.1.4.1.56387.1.2, the key of a canister signature.
    public static let canisterSignature = ObjectIdentifier(
        bytes: [0x2b, 0x06, 0x01, 0x04, 0x01, 0x83, 0xb8, 0x43, 0x01, 0x02])
    /// 1.3.6.1.4.1.44668.5.3.1.2.1, a key of BLS signatures, as subnets have it.
    public static let bls = ObjectIdentifier(
        bytes: [0x2b, 0x06, 0x01, 0x04, 0x01, 0x82, 0xdc, 0x7c, 0x05, 0x03, 0x01, 0x02, 0x01])
    /// 1.3.6.1.4.1.44668.5.3.2.1, the curve BLS12-381.
    public static let bls12381 = ObjectIdentifier(
        bytes: [0x2b, 0x06, 0x01, 0x04, 0x01, 0x82, 0xdc, 0x7c, 0x05, 0x03, 0x02, 0x01])

    private static let names: [ObjectIdentifier: String] = [
        .ed25519: "Ed25519", .ellipticCurve: "an elliptic curve", .p256: "P-256", .secp256k1: "secp256k1",
        .webAuthn: "WebAuthn", .canisterSignature: "canister signatures", .bls: "BLS signatures",
        .bls12381: "BLS12-381",
        ObjectIdentifier(bytes: [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01]): "RSA",
        ObjectIdentifier(bytes: [0x2b, 0x65, 0x71]): "Ed448", ObjectIdentifier(bytes: [0x2b, 0x65, 0x6e]): "X25519",
        ObjectIdentifier(bytes: [0x2b, 0x81, 0x04, 0x00, 0x22]): "P-384",
        ObjectIdentifier(bytes: [0x2b, 0x81, 0x04, 0x00, 0x23]): "P-521",
    ]
}

extension ObjectIdentifier: CustomStringConvertible {
    /// What people call it, if that is known here, and the numbers.
    public var description: String {
        guard let name = Self.names[self] else { return "algorithm \(dotted)" }
        return "\(name) (\(dotted))"
    }

    /// The numbers with dots between.
    public var dotted: String {
        var numbers: [UInt64] = []
        var number: UInt64 = 0
        for byte in bytes {
            number = number << 7 | UInt64(byte & 0x7f)
            if byte < 0x80 {
                numbers.append(number)
                number = 0
            }
        }
        guard let first = numbers.first else { return "" }
        // The first two numbers share a place.
        let top = min(first / 40, 2)
        return ([top, first - 40 * top] + numbers.dropFirst()).map(String.init).joined(separator: ".")
    }
}
