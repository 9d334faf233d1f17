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
        var labels = PathsByLabel()
        for path in paths {
            guard let first = path.first else { return .whole }
            let label = Label(first)
            let next = self.first(from: label)
            if let next, !(label < next.key) {
                labels.add(next.key, next.value, path.dropFirst())
                continue
            }
            if let before = last(before: label) { labels.add(before.key, before.value, nil) }
            if let next { labels.add(next.key, next.value, nil) }
        }
        return .labels(labels.entries.map { $0.shown })
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
        let content: LabelContent
        /// How the paths go on; none if the label only shows that nothing stands beside it.
        var paths: [ArraySlice<[UInt8]>]

        var shown: ShownLabel {
            guard !paths.isEmpty else { return ShownLabel(label: label, content: .pruned) }
            switch content {
            case .leaf: return ShownLabel(label: label, content: .whole)
            case .map(let map): return ShownLabel(label: label, content: map.labels.shown(for: paths))
            }
        }
    }

    private(set) var entries: [Entry] = []

    mutating func add(_ label: Label, _ content: LabelContent, _ path: ArraySlice<[UInt8]>?) {
        var place = entries.count
        while place > 0, label < entries[place - 1].label { place -= 1 }
        if place > 0, !(entries[place - 1].label < label) {
            if let path { entries[place - 1].paths.append(path) }
        } else {
            entries.insert(Entry(label: label, content: content, paths: path.map { [$0] } ?? []), at: place)
        }
    }
}
