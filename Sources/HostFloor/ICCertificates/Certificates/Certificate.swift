import CBOR
import Candid
import Certification

/// What a subnet says of its state, as it came from outside (interface specification, "Certificate").
///
/// A decoded certificate proves nothing yet: see ``CertificateVerifier``.
public struct Certificate: Hashable, Sendable {
    /// The state, with all that the certificate does not show pruned.
    public let tree: HashTree

    /// The signature of the tree's digest: 48 bytes.
    public let signature: [UInt8]

    /// What lets a subnet other than the root sign; `nil` where the root key itself signed.
    public let delegation: Delegation?

    /// The root subnet's word that another subnet signs with a key of its own.
    public struct Delegation: Hashable, Sendable {
        /// The subnet that signs.
        public let subnet: Principal

        /// The certificate, in CBOR, that shows the subnet's key and canisters. It must carry no delegation itself.
        public let certificate: [UInt8]

        /// Puts a delegation together.
        public init(subnet: Principal, certificate: [UInt8]) {
            self.subnet = subnet
            self.certificate = certificate
        }
    }

    /// The number of bytes of each signature: a point of BLS12-381's first group, compressed.
    public static let signatureSize = 48

    /// How large a certificate may be that comes from outside.
    public struct Limits: Sendable {
        /// Bytes of the whole certificate.
        public var size: Int
        /// Depth and number of nodes of the tree.
        public var tree: HashTreeLimits

        /// Limits. A replica's reply has at most 3 MiB, and so no certificate in it has more.
        public init(size: Int = 3 << 20, tree: HashTreeLimits = HashTreeLimits()) {
            self.size = size
            self.tree = tree
        }
    }
}

extension Certificate {
    /// Decodes a certificate that takes up all the bytes, with or without tag 55799 before it. Entries that the
    /// specification does not name are passed over.
    public init(decoding bytes: [UInt8], limits: Limits = Limits()) throws(CertificateError) {
        guard bytes.count <= limits.size else { throw .tooLarge(size: bytes.count, maximum: limits.size) }
        var fields = CertificateFields(reader: CBORReader(bytes), limits: limits.tree)
        try fields.readAll()
        guard let tree = fields.tree else { throw .missingField("tree") }
        guard let signature = fields.signature else { throw .missingField("signature") }
        guard signature.count == Self.signatureSize else { throw .signatureSize(found: signature.count) }
        self.init(tree: tree, signature: signature, delegation: fields.delegation)
    }
}
