import BalancedTrees

/// What a witness shows of what stands under a label, or of a whole tree.
enum Shown {
    /// Its digest alone.
    case pruned
    /// All of it.
    case whole
    /// Some labels, in their order; all others are pruned.
    case labels([ShownLabel])
}

/// A label that a witness shows.
struct ShownLabel {
    let label: Label
    let content: Shown
}

extension BalancedTree where Rule == LabelRule {
    typealias Path = ArraySlice<[UInt8]>

    /// What to show for some paths: what stands where they lead, and the labels beside the place where one leads
    /// nowhere.
    borrowing func shown(for paths: [Path]) -> Shown {
        if paths.count == 1 { return shown(for: paths[0]) }
        var labels = PathsByLabel()
        for path in paths {
            guard let first = path.first else { return .whole }
            let (entry, before, behind) = look(for: Label(first))
            if let entry { labels.add(entry, path.dropFirst()) }
            if let before { labels.add(before, nil) }
            if let behind { labels.add(behind, nil) }
        }
        return .labels(labels.entries.map { $0.shown })
    }

    /// The same for one path, which is what most levels of a tree have.
    private borrowing func shown(for path: Path) -> Shown {
        guard let first = path.first else { return .whole }
        let (entry, before, behind) = look(for: Label(first))
        if let entry {
            let isValue = entry.value.leaf != nil
            let content = isValue ? .whole : entry.value.labels.shown(for: path.dropFirst())
            return .labels([ShownLabel(label: entry.key, content: content)])
        }
        return .labels([before, behind].compactMap { $0.map { ShownLabel(label: $0.key, content: .pruned) } })
    }

    /// The entry of a label, or else those beside its place.
    private borrowing func look(for label: Label) -> (entry: Entry?, before: Entry?, behind: Entry?) {
        let next = first(from: label)
        if let next, !(label < next.key) { return (next, nil, nil) }
        return (nil, last(before: label), next)
    }

    /// What to show for a range of labels: those in it with all below them, and the nearest on each side where the
    /// range does not end with a label that is there.
    ///
    /// - Parameters:
    ///   - first: the first label of the range; `nil` if it begins with the first there is.
    ///   - last: the last label; `nil` if it ends with the last there is.
    borrowing func shown(from first: Label?, through last: Label?) -> Shown {
        if let first, let last, last < first { return .labels([]) }
        var labels: [ShownLabel] = []
        if let first {
            if contains(first) {
                labels.append(ShownLabel(label: first, content: .whole))
            } else if let before = self.last(before: first) {
                labels.append(ShownLabel(label: before.key, content: .pruned))
            }
        }
        visit(after: first) { label, _ in
            guard let last, last < label else {
                labels.append(ShownLabel(label: label, content: .whole))
                return true
            }
            // Behind the range; the label is beside it unless the range's end was there.
            if labels.last.map({ $0.label < last }) ?? true {
                labels.append(ShownLabel(label: label, content: .pruned))
            }
            return false
        }
        return .labels(labels)
    }
}

/// The paths of a witness by the labels that they begin with, in the order of these.
private struct PathsByLabel {
    struct Entry {
        let label: Label
        let entry: LabelEntry
        /// How the paths go on; none if the label only shows that nothing stands beside it.
        var paths: [ArraySlice<[UInt8]>]

        var shown: ShownLabel {
            guard !paths.isEmpty else { return ShownLabel(label: label, content: .pruned) }
            let isValue = entry.leaf != nil
            return ShownLabel(label: label, content: isValue ? .whole : entry.labels.shown(for: paths))
        }
    }

    private(set) var entries: [Entry] = []

    mutating func add(_ labelAndEntry: LabelTree.Entry, _ path: ArraySlice<[UInt8]>?) {
        let (label, entry) = labelAndEntry
        var place = entries.count
        while place > 0, label < entries[place - 1].label { place -= 1 }
        if place > 0, !(entries[place - 1].label < label) {
            if let path { entries[place - 1].paths.append(path) }
        } else {
            entries.insert(Entry(label: label, entry: entry, paths: path.map { [$0] } ?? []), at: place)
        }
    }
}
