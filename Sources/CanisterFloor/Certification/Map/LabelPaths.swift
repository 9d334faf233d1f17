import BalancedTrees

// Labels below labels: the ways along a path.

extension BalancedTree where Rule == LabelRule {
    /// How many labels of a path lead to something.
    borrowing func knownLabelCount(of path: Path) -> Int {
        guard let first = path.first, let content = self[Label(first)] else { return 0 }
        guard case .map(let map) = content else { return 1 }
        return 1 + map.labels.knownLabelCount(of: path.dropFirst())
    }

    /// Lends the labels at a path; `nil`, without calling the closure, where there are none.
    borrowing func read<Result>(_ path: Path, _ body: (borrowing LabelTree) -> Result) -> Result? {
        guard let first = path.first else { return body(self) }
        guard case .map(let map)? = self[Label(first)] else { return nil }
        return map.labels.read(path.dropFirst(), body)
    }

    /// Puts a value at a path, which is not empty.
    ///
    /// - Parameter depth: how many labels stand above these.
    mutating func set(_ value: CertifiedLeaf, at path: Path, depth: Int) throws(NestedCertifiedMapError) {
        guard let first = path.first else { return }
        let label = Label(first)
        let rest = path.dropFirst()
        let content = self[label]
        if rest.isEmpty {
            if case .map? = content { throw .hasLabels }
            set(value, under: label)
            return
        }
        switch content {
        case .leaf?:
            throw .valueOnTheWay(count: depth + 1)
        case .map(let map)?:
            try map.labels.set(value, at: rest, depth: depth + 1)
            map.labeled = nil
            withValue(of: label) { _ in }
        case nil:
            let map = LabelMap()
            try map.labels.set(value, at: rest, depth: depth + 1)
            insert(.map(map), for: label)
        }
    }

    /// Takes out what stands at a path, and labels that have nothing left below them.
    mutating func remove(_ path: Path) -> Bool {
        guard let first = path.first else { return false }
        let label = Label(first)
        let rest = path.dropFirst()
        if rest.isEmpty { return remove(label) != nil }
        guard case .map(let map)? = self[label], map.labels.remove(rest) else { return false }
        if map.labels.isEmpty {
            remove(label)
        } else {
            map.labeled = nil
            withValue(of: label) { _ in }
        }
        return true
    }
}
