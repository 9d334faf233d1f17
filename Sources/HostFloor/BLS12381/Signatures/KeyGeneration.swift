import SHA256

/// `KeyGen` of draft-irtf-cfrg-bls-signature, section 2.3.
enum KeyGeneration {
    /// A scalar other than zero, in words, least significant first.
    static func scalar(from seed: [UInt8]) -> [UInt64] {
        var salt = [UInt8]("BLS-SIG-KEYGEN-SALT-".utf8)
        while true {
            salt = SHA256.hash(salt).bytes
            let key = authenticationCode(key: salt, seed + [0])
            let scalar = ScalarReduction.reduce(expand(key, information: [0, 48], byteCount: 48))
            if scalar.contains(where: { $0 != 0 }) { return scalar }
        }
    }

    /// HKDF-Expand with SHA-256 (RFC 5869, section 2.3).
    private static func expand(_ key: [UInt8], information: [UInt8], byteCount: Int) -> [UInt8] {
        var expanded: [UInt8] = []
        var previous: [UInt8] = []
        var number: UInt8 = 0
        while expanded.count < byteCount {
            number += 1
            previous = authenticationCode(key: key, previous + information + [number])
            expanded += previous
        }
        return Array(expanded.prefix(byteCount))
    }

    /// HMAC with SHA-256 (RFC 2104), for keys of at most one block.
    private static func authenticationCode(key: [UInt8], _ message: [UInt8]) -> [UInt8] {
        let padded = key + [UInt8](repeating: 0, count: SHA256.blockByteCount - key.count)
        let inner = SHA256.hash(padded.map { $0 ^ 0x36 } + message)
        return SHA256.hash(padded.map { $0 ^ 0x5c } + inner.bytes).bytes
    }
}
