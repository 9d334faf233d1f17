import Bytes
import SHA256

extension StructuredMap {
    /// The representation-independent hash (Interface Specification, "Representation-independent hashing of structured
    /// data"): the hash of all pairs of the hash of a name and that of its value, sorted.
    public var hash: Digest {
        var pairs = fields.map { field in
            (name: SHA256.hash(Array(field.name.utf8)), value: field.value.hash)
        }
        pairs.sort { $0.name == $1.name ? $0.value < $1.value : $0.name < $1.name }
        var hasher = SHA256()
        for pair in pairs {
            hasher.update(pair.name)
            hasher.update(pair.value)
        }
        return hasher.finalize()
    }
}

extension StructuredValue {
    /// The hash of the value as a part of a map.
    public var hash: Digest {
        switch self {
        case .blob(let bytes): return SHA256.hash(bytes)
        case .text(let text): return SHA256.hash(Array(text.utf8))
        case .natural(let number):
            var writer = ByteWriter(capacity: 10)
            writer.write(leb128: number)
            return SHA256.hash(writer)
        case .integer(let number):
            var writer = ByteWriter(capacity: 10)
            writer.write(signedLEB128: number)
            return SHA256.hash(writer)
        case .array(let values):
            var hasher = SHA256()
            for value in values { hasher.update(value.hash) }
            return hasher.finalize()
        case .map(let map): return map.hash
        }
    }
}
