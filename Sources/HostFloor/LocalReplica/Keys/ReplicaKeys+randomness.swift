import SHA256

extension ReplicaKeys {
    /// What the random bytes that canisters ask for follow from.
    var randomSeed: [UInt8] {
        var hasher = SHA256()
        hasher.update([UInt8]("random".utf8))
        hasher.update(rootSecret.bytes)
        return hasher.finalize().bytes
    }
}
