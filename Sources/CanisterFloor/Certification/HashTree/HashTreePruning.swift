import SHA256

extension HashTree {
    /// The same tree with everything pruned that the paths do not ask for.
    ///
    /// The subtree at each path stays whole. Where a path leads nowhere, the labels beside the place stay, so that the
    /// result proves the absence. Parts that are pruned already stay so.
    public func pruned(keeping paths: [[[UInt8]]]) -> HashTree {
        keeping(paths.map { $0[...] })
    }

    private typealias Path = ArraySlice<[UInt8]>

    private func keeping(_ paths: [Path]) -> HashTree {
        if paths.isEmpty { return .pruned(digest) }
        for path in paths where path.isEmpty { return self }
        var labels: [[UInt8]] = []
        for case .labeled(let label, _) in sideBySide { labels.append(label) }
        // For each label that stays: the paths that go on below it.
        var kept = [[Path]?](repeating: nil, count: labels.count)
        for path in paths {
            guard let label = path.first else { continue }
            let next = labels.firstIndex { !$0.precedes(label) } ?? labels.count
            if next < labels.count, labels[next] == label {
                kept[next, default: []].append(path.dropFirst())
            } else {
                if next < labels.count { kept[next, default: []] += [] }
                if next > 0 { kept[next - 1, default: []] += [] }
            }
        }
        var position = 0
        return select(&position, kept)
    }

    /// Walks the forks; `position` counts the labels met, in the order of `kept`.
    private func select(_ position: inout Int, _ kept: [[Path]?]) -> HashTree {
        switch self {
        case .empty, .leaf, .pruned:
            return self
        case .labeled(let label, let tree):
            defer { position += 1 }
            guard let paths = kept[position] else { return .pruned(digest) }
            return .labeled(label, tree.keeping(paths))
        case .fork(let left, let right):
            let first = left.select(&position, kept)
            return HashTree.forkMergingPruned(first, right.select(&position, kept))
        }
    }

    /// A fork, or one pruned node where both sides are pruned.
    static func forkMergingPruned(_ left: HashTree, _ right: HashTree) -> HashTree {
        if case .pruned(let first) = left, case .pruned(let second) = right {
            return .pruned(HashTreeDigest.fork(first, second))
        }
        return .fork(left, right)
    }
}

extension [[ArraySlice<[UInt8]>]?] {
    fileprivate subscript(index: Int, default value: [ArraySlice<[UInt8]>]) -> [ArraySlice<[UInt8]>] {
        get { self[index] ?? value }
        set { self[index] = newValue }
    }
}
