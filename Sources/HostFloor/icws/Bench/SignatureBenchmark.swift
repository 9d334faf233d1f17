import BLS12381

/// Measures signatures over BLS12-381, each operation alone.
struct SignatureBenchmark {
    private let secretKey: SecretKey
    private let message: [UInt8]

    init() throws {
        secretKey = try SecretKey(seed: [UInt8](repeating: 7, count: 32))
        message = Array("\u{d}ic-state-root".utf8) + [UInt8](repeating: 3, count: 32)
    }

    func timings() throws -> [Timing] {
        let key = secretKey.publicKey
        let prepared = PreparedPublicKey(key)
        let signature = secretKey.sign(message)
        // What the key 1 signs is the hash itself.
        let one = try SecretKey(bytes: [UInt8](repeating: 0, count: SecretKey.byteCount - 1) + [1])
        let (keyBytes, signatureBytes) = (key.compressed, signature.compressed)
        return [
            Timing(
                what: "verify a signature",
                milliseconds: median { key.isValidSignature(signature, for: message) }, limit: 15, wish: 5),
            Timing(
                what: "verify with a prepared key",
                milliseconds: median { prepared.isValidSignature(signature, for: message) }, limit: 15, wish: 5),
            Timing(what: "prepare a key", milliseconds: median { PreparedPublicKey(key) }),
            Timing(what: "read a public key", milliseconds: try median { try PublicKey(compressed: keyBytes) }),
            Timing(what: "read a signature", milliseconds: try median { try Signature(compressed: signatureBytes) }),
            Timing(what: "hash to the curve", milliseconds: median { one.sign(message) }),
            Timing(what: "sign, hashing included", milliseconds: median { secretKey.sign(message) }),
            Timing(what: "make a public key", milliseconds: median { secretKey.publicKey }),
        ]
    }
}
