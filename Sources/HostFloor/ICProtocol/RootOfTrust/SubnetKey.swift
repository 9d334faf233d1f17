import BLS12381
import Candid
import ICCertificates

/// The key that a subnet signs its certificates with (Interface Specification, "Certificate"): a point of BLS12-381's
/// second group.
public struct SubnetKey: Hashable, Sendable {
    /// The key in DER: 133 bytes.
    public let der: [UInt8]

    let point: BLS12381.PublicKey

    /// The bytes before the point in every such key.
    static let prefix: [UInt8] = [
        0x30, 0x81, 0x82, 0x30, 0x1d, 0x06, 0x0d, 0x2b, 0x06, 0x01, 0x04, 0x01, 0x82, 0xdc, 0x7c, 0x05, 0x03, 0x01,
        0x02, 0x01, 0x06, 0x0c, 0x2b, 0x06, 0x01, 0x04, 0x01, 0x82, 0xdc, 0x7c, 0x05, 0x03, 0x02, 0x01, 0x03, 0x61,
        0x00,
    ]

    /// Reads a key in DER.
    public init(der: [UInt8]) throws(SubnetKeyError) {
        let expected = Self.prefix.count + BLS12381.PublicKey.byteCount
        guard der.count == expected else { throw .size(found: der.count, expected: expected) }
        guard der.starts(with: Self.prefix) else { throw .otherKind }
        do throws(BLSError) {
            point = try BLS12381.PublicKey(compressed: Array(der.dropFirst(Self.prefix.count)))
        } catch {
            throw .point(error)
        }
        self.der = der
    }

    /// Puts the form around a point.
    public init(_ point: BLS12381.PublicKey) {
        self.point = point
        self.der = Self.prefix + point.compressed
    }

    /// The subnet's principal, if the key is that of the root subnet.
    public var rootSubnet: Principal { .selfAuthenticating(publicKey: der) }

    /// The root key of the Internet Computer itself, in DER. It never changes: take it from here, never from a replica.
    public static let mainnet: [UInt8] = prefix + [
        0x81, 0x4c, 0x0e, 0x6e, 0xc7, 0x1f, 0xab, 0x58, 0x3b, 0x08, 0xbd, 0x81, 0x37, 0x3c, 0x25, 0x5c, 0x3c, 0x37,
        0x1b, 0x2e, 0x84, 0x86, 0x3c, 0x98, 0xa4, 0xf1, 0xe0, 0x8b, 0x74, 0x23, 0x5d, 0x14, 0xfb, 0x5d, 0x9c, 0x0c,
        0xd5, 0x46, 0xd9, 0x68, 0x5f, 0x91, 0x3a, 0x0c, 0x0b, 0x2c, 0xc5, 0x34, 0x15, 0x83, 0xbf, 0x4b, 0x43, 0x92,
        0xe4, 0x67, 0xdb, 0x96, 0xd6, 0x5b, 0x9b, 0xb4, 0xcb, 0x71, 0x71, 0x12, 0xf8, 0x47, 0x2e, 0x0d, 0x5a, 0x4d,
        0x14, 0x50, 0x5f, 0xfd, 0x74, 0x84, 0xb0, 0x12, 0x91, 0x09, 0x1c, 0x5f, 0x87, 0xb9, 0x88, 0x83, 0x46, 0x3f,
        0x98, 0x09, 0x1a, 0x0b, 0xaa, 0xae,
    ]
}

/// Why bytes are no key of a subnet.
public enum SubnetKeyError: Error, Hashable, Sendable {
    /// There are more or fewer bytes.
    case size(found: Int, expected: Int)
    /// It is a key of another kind.
    case otherKind
    /// The point is none of the group.
    case point(BLSError)
}

extension SubnetKeyError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .size(let found, let expected): "it has \(found) bytes in DER, where \(expected) were expected"
        case .otherKind: "its DER does not name BLS signatures and the curve BLS12-381"
        case .point(let error): error.description
        }
    }
}
