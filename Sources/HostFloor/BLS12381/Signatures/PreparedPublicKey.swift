/// A public key with the half of a verification that depends on nothing else: 13 KB.
public struct PreparedPublicKey: Sendable {
    /// The key itself.
    public let publicKey: PublicKey

    private let lines: LineFunctions

    private static let linesOfNegatedGenerator = LineFunctions(-G2.generator)

    /// Prepares a key.
    public init(_ publicKey: PublicKey) {
        self.publicKey = publicKey
        lines = LineFunctions(publicKey.point)
    }

    /// Whether a signature is one of this key's for a message.
    ///
    /// That is whether e(signature, -generator) · e(H(message), key) = 1: with one Miller loop and one final
    /// exponentiation for both pairings.
    public func isValidSignature(_ signature: Signature, for message: [UInt8]) -> Bool {
        let product = Pairing.product([
            (JacobianPoint(signature.point), Self.linesOfNegatedGenerator), (HashToCurve.hash(message), lines),
        ])
        return product == .one
    }
}
