import SHA256

/// `expand_message_xmd` with SHA-256 (RFC 9380, section 5.3.1).
enum MessageExpansion {
    /// Bytes that look random, made from a message and a tag that keeps uses apart.
    ///
    /// - Precondition: the tag has at most 255 bytes, and at most 8160 bytes are asked for.
    static func expand(_ message: [UInt8], domainSeparationTag: [UInt8], byteCount: Int) -> [UInt8] {
        precondition(domainSeparationTag.count <= 255 && byteCount <= 255 * Digest.byteCount)
        let tag = domainSeparationTag + [UInt8(domainSeparationTag.count)]

        var hasher = SHA256()
        hasher.update([UInt8](repeating: 0, count: SHA256.blockByteCount))
        hasher.update(message)
        hasher.update([UInt8(byteCount >> 8), UInt8(byteCount & 0xff), 0])
        hasher.update(tag)
        let seed = hasher.finalize().bytes

        var previous = [UInt8](repeating: 0, count: Digest.byteCount)
        var expanded: [UInt8] = []
        var number: UInt8 = 0
        while expanded.count < byteCount {
            number += 1
            previous = SHA256.hash(zip(seed, previous).map(^) + [number] + tag).bytes
            expanded += previous
        }
        return Array(expanded.prefix(byteCount))
    }
}
