import SHA256

/// The hash of a map that does not depend on the order of its entries (Interface Specification,
/// "Representation-independent hashing of structured data").
///
/// A name may come several times, as headers do: each counts.
struct RepresentationIndependentHash {
    private struct Entry {
        let name: Digest
        let value: Digest

        func precedes(_ other: Entry) -> Bool { name == other.name ? value < other.value : name < other.name }
    }

    private var entries: [Entry] = []

    /// Adds an entry whose value is text or a blob.
    mutating func add(_ name: [UInt8], _ value: [UInt8]) {
        add(SHA256.hash(name), SHA256.hash(value))
    }

    /// Adds an entry by the hashes of its name and of its value.
    mutating func add(_ name: Digest, _ value: Digest) {
        let entry = Entry(name: name, value: value)
        var place = entries.count
        while place > 0, entry.precedes(entries[place &- 1]) { place &-= 1 }
        entries.insert(entry, at: place)
    }

    /// The hash of all that was added.
    var digest: Digest {
        var hasher = SHA256()
        for entry in entries {
            hasher.update(entry.name)
            hasher.update(entry.value)
        }
        return hasher.finalize()
    }
}
