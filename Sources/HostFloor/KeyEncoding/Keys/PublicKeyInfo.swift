/// A public key in the form of SubjectPublicKeyInfo (RFC 5280, section 4.1): its kind and its bytes.
public struct PublicKeyInfo: Hashable, Sendable {
    /// The kind.
    public let algorithm: KeyAlgorithm

    /// The point: 32 bytes for Ed25519, `04 ‖ x ‖ y` for the others. Whether it is one of the curve is not checked
    /// here.
    public let point: [UInt8]

    /// Puts kind and point together.
    ///
    /// - Throws: ``KeyEncodingError/size(of:expected:found:)``, and
    ///   ``KeyEncodingError/notDistinguished(offset:what:)`` for points in another form.
    public init(algorithm: KeyAlgorithm, point: [UInt8]) throws(KeyEncodingError) {
        if algorithm != .ed25519, let form = point.first, form != 4 {
            throw .notDistinguished(offset: 0, what: "a point that is not uncompressed, but of form \(form),")
        }
        guard point.count == algorithm.publicSize else {
            throw .size(of: "the public key", expected: algorithm.publicSize, found: point.count)
        }
        self.algorithm = algorithm
        self.point = point
    }

    /// Reads DER that takes up all the bytes.
    public init(der: [UInt8]) throws(KeyEncodingError) {
        var reader = DERReader(der)
        var fields = try reader.constructed()
        try reader.finish()
        let algorithm = try KeyAlgorithm(from: &fields)
        let point = try fields.bitString()
        try fields.finish()
        try self.init(algorithm: algorithm, point: point)
    }

    /// The key in DER: 44, 91 or 88 bytes.
    public var der: [UInt8] {
        DERWriting.element(.sequence, algorithm.identifierDER, DERWriting.bitString(point))
    }
}
