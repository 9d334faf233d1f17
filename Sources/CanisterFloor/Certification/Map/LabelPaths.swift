import BalancedTrees

// Labels below labels: the ways along a path.

extension BalancedTree where Rule == LabelRule {
    /// How many labels of a path lead to something.
    borrowing func knownLabelCount(of path: Path) -> Int {
        guard let first = path.first, let entry = self[Label(first)] else { return 0 }
        return 1 + entry.labels.knownLabelCount(of: path.dropFirst())
    }

    /// The value at a path; `nil` where there is none or more labels.
    borrowing func leaf(at path: Path) -> CertifiedLeaf? {
        guard let first = path.first, let entry = self[Label(first)] else { return nil }
        return path.count == 1 ? entry.leaf : entry.labels.leaf(at: path.dropFirst())
    }

    /// Puts a value at a path, which is not empty.
    ///
    /// - Parameter depth: how many labels stand above these.
    mutating func set(_ value: CertifiedLeaf, at path: Path, depth: Int) throws(NestedCertifiedMapError) {
        guard let first = path.first else { return }
        let label = Label(first)
        let rest = path.dropFirst()
        let entry = self[label]
        if rest.isEmpty {
            guard entry == nil || entry?.leaf != nil else { throw .hasLabels }
            insert(LabelEntry(value), for: label)
        } else if let entry {
            guard entry.leaf == nil else { throw .valueOnTheWay(count: depth + 1) }
            try entry.labels.set(value, at: rest, depth: depth + 1)
            changed(below: label)
        } else {
            let entry = LabelEntry(nil)
            try entry.labels.set(value, at: rest, depth: depth + 1)
            insert(entry, for: label)
        }
    }

    /// Takes out what stands at a path, and labels that have nothing left below them.
    mutating func remove(_ path: Path) -> Bool {
        guard let first = path.first else { return false }
        let label = Label(first)
        let rest = path.dropFirst()
        if rest.isEmpty { return remove(label) != nil }
        guard let entry = self[label], entry.labels.remove(rest) else { return false }
        if entry.labels.isEmpty { remove(label) } else { changed(below: label) }
        return true
    }
}
