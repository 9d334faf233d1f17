import BalancedTrees
import Bytes

// The nodes of a witness, in order: what it does not show is pruned, in as few nodes as the shape allows.

extension BalancedTree where Rule == LabelRule {
    /// Gives the nodes of a witness to a sink.
    borrowing func write<Sink: HashTreeSink & ~Copyable>(_ shown: Shown, to sink: inout Sink) {
        guard let root else { return sink.addEmpty() }
        switch shown {
        case .pruned: sink.addPruned(root.summary)
        case .whole: root.write(to: &sink)
        case .labels(let labels): root.write(labels, labels.indices, to: &sink)
        }
    }

    /// Appends the CBOR of a witness, without a tag.
    borrowing func writeWitness(_ shown: Shown, to writer: inout ByteWriter) {
        write(shown, to: &writer)
    }

    /// The number of bytes of a witness in CBOR.
    borrowing func witnessSize(_ shown: Shown) -> Int {
        var size = HashTreeSize()
        write(shown, to: &size)
        return size.byteCount
    }

    /// A witness as a tree.
    borrowing func witness(_ shown: Shown) -> HashTree {
        var builder = HashTreeBuilder()
        write(shown, to: &builder)
        return builder.tree
    }
}

extension BalancedTree.Subtree where Rule == LabelRule {
    /// All of it.
    func write<Sink: HashTreeSink & ~Copyable>(to sink: inout Sink) {
        if let left {
            sink.addFork()
            left.write(to: &sink)
        }
        if right != nil { sink.addFork() }
        writeEntry(.whole, to: &sink)
        if let right { right.write(to: &sink) }
    }

    /// Those of the labels in a range of positions, all of which are here, and the rest pruned.
    func write<Sink: HashTreeSink & ~Copyable>(
        _ labels: [ShownLabel], _ range: Range<Int>, to sink: inout Sink
    ) {
        guard !range.isEmpty else { return sink.addPruned(summary) }
        let place = labels.firstPosition(from: key, in: range)
        let isShown = place < range.upperBound && !(key < labels[place].label)
        let behind = (isShown ? place &+ 1 : place)..<range.upperBound
        if let left {
            sink.addFork()
            left.write(labels, range.lowerBound..<place, to: &sink)
        }
        if !isShown, behind.isEmpty { return sink.addPruned(value.digest(under: key, right: right?.summary)) }
        if right != nil { sink.addFork() }
        if isShown {
            writeEntry(labels[place].content, to: &sink)
        } else {
            sink.addPruned(value.digest(under: key))
        }
        if let right { right.write(labels, behind, to: &sink) }
    }

    /// The label at the top with what stands under it.
    private func writeEntry<Sink: HashTreeSink & ~Copyable>(_ shown: Shown, to sink: inout Sink) {
        sink.addLabel(key.bytes)
        let entry = value
        if let leaf = entry.leaf {
            if case .pruned = shown { sink.addPruned(entry.content) } else { sink.addLeaf(leaf) }
        } else {
            entry.labels.write(shown, to: &sink)
        }
    }
}

extension [ShownLabel] {
    /// The first position in a range whose label is not smaller than one; the range's end if all are.
    fileprivate func firstPosition(from label: Label, in range: Range<Int>) -> Int {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = low &+ (high &- low) / 2
            if self[middle].label < label { low = middle &+ 1 } else { high = middle }
        }
        return low
    }
}
