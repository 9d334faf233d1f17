/// The suite `BLS12381G1_XMD:SHA-256_SSWU_RO_` of RFC 9380 (section 8.8.1): from any message to a point of G1 whose
/// logarithm nobody knows.
enum HashToCurve {
    /// The tag of the signatures of the Internet Computer: the basic scheme with signatures in G1
    /// (draft-irtf-cfrg-bls-signature, section 4.2.1).
    static let signatureTag = [UInt8]("BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_".utf8)

    /// The point of a message.
    static func hash(_ message: [UInt8], domainSeparationTag: [UInt8] = signatureTag) -> JacobianPoint<G1> {
        let elements = fieldElements(message, domainSeparationTag: domainSeparationTag)
        return G1.clearCofactor(map(elements.0) + map(elements.1))
    }

    /// `hash_to_field` with two elements (RFC 9380, section 5.2).
    static func fieldElements(_ message: [UInt8], domainSeparationTag: [UInt8]) -> (Fp, Fp) {
        let bytes = MessageExpansion.expand(message, domainSeparationTag: domainSeparationTag, byteCount: 128)
        return (Fp(reducing: bytes.prefix(64)), Fp(reducing: bytes.suffix(64)))
    }

    /// `map_to_curve`: a point of G1's curve, not of the group yet.
    static func map(_ element: Fp) -> JacobianPoint<G1> { Isogeny.map(IsogenousCurve.map(element)) }
}
