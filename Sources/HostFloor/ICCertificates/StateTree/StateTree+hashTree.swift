import Certification

extension StateTree {
    /// The hash tree of the whole state: labels in the order of their bytes, under forks that are balanced.
    public var hashTree: HashTree { labels.hashTree }

    /// The hash tree with everything pruned that the paths do not ask for, as ``HashTree/pruned(keeping:)`` makes it.
    /// The cost follows from what is shown, not from the state.
    public func hashTree(revealing paths: [[[UInt8]]]) -> HashTree {
        labels.hashTree(revealing: paths.map { $0[...] })
    }
}

private typealias Path = ArraySlice<[UInt8]>

/// Labels that a hash tree shows, in their order, each with the paths that go on below it.
private typealias ShownLabels = ArraySlice<(label: [UInt8], paths: [Path])>

extension StateNode {
    fileprivate var hashTree: HashTree {
        switch self {
        case .value(let value, _): .leaf(value)
        case .labels(let tree): tree.hashTree
        }
    }

    fileprivate func hashTree(revealing paths: [Path]) -> HashTree {
        if paths.isEmpty { return .pruned(digest) }
        switch self {
        // A path that goes on below a value shows the value: nothing can be below.
        case .value(let value, _): return .leaf(value)
        case .labels(let tree): return tree.hashTree(revealing: paths)
        }
    }
}

extension LabelTree {
    fileprivate var hashTree: HashTree { root.map(Self.whole) ?? .empty }

    fileprivate func hashTree(revealing paths: [Path]) -> HashTree {
        if paths.isEmpty { return .pruned(digest) }
        guard let root, !paths.contains(where: \.isEmpty) else { return hashTree }
        var shown: [[UInt8]: [Path]] = [:]
        for path in paths {
            guard let label = path.first else { continue }
            let place = neighbours(of: label)
            if place.here != nil {
                shown[label, default: []].append(path.dropFirst())
            } else {
                // The labels beside the place prove that nothing is there.
                if let before = place.before { shown[before, default: []] += [] }
                if let after = place.after { shown[after, default: []] += [] }
            }
        }
        let sorted = shown.sorted { $0.key.precedes($1.key) }.map { (label: $0.key, paths: $0.value) }
        return Self.select(sorted[...], in: root)
    }

    private static func whole(_ node: Node) -> HashTree {
        switch node.kind {
        case .leaf(let value): .labeled(node.first, value.hashTree)
        case .fork(let left, let right): .fork(whole(left), whole(right))
        }
    }

    private static func select(_ shown: ShownLabels, in node: Node) -> HashTree {
        guard let first = shown.first else { return .pruned(node.digest) }
        switch node.kind {
        case .leaf(let value): return .labeled(node.first, value.hashTree(revealing: first.paths))
        case .fork(let left, let right):
            let middle = shown.firstIndex { !$0.label.precedes(right.first) } ?? shown.endIndex
            return .fork(select(shown[..<middle], in: left), select(shown[middle...], in: right))
        }
    }
}
