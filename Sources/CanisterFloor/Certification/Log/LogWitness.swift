import Bytes
import CBOR
import SHA256

// The witness of a range: the entries in the range in full, and all besides pruned, as few nodes as the shape allows.
// The peaks before the range are one pruned node, since they are joined from the left.

extension CertifiedLog {
    /// The part of a range that there is something to show of.
    private func shape(_ range: Range<UInt64>) -> LogShape {
        LogShape(entryCount: nextIndex, range: range.clamped(to: liveRange))
    }

    /// The hash tree that proves the entries in a range; forgotten entries and those not there yet are left out.
    ///
    /// Its digest is ``root()``. This is for tests and tools; ``writeWitness(of:to:)`` writes the same without building
    /// a tree.
    public mutating func witness(of range: Range<UInt64>) -> HashTree {
        guard let root = root() else { return .empty }
        let shape = shape(range)
        guard !shape.range.isEmpty else { return .pruned(root) }
        let shown = shape.shownPeaks()
        var tree = HashTree.empty
        shape.forEachPeak { position, peak in
            if position < shown.lowerBound { return }
            let node =
                position > shown.upperBound ? .pruned(peaks[position]) : node(peak.level, peak.index, shape)
            if position > 0 && position == shown.lowerBound {
                tree = .fork(.pruned(joints[position - 1]), node)
            } else {
                tree = position == 0 ? node : .fork(tree, node)
            }
        }
        return tree
    }

    private mutating func node(_ level: Int, _ index: UInt64, _ shape: LogShape) -> HashTree {
        if shape.part(level: level, index: index) == .nothing { return .pruned(digest(level, index)) }
        if level == 0 {
            let value = chunks.value(index) ?? HashTreeDigest.empty
            return .labeled(label(of: index), .leaf(value.bytes))
        }
        let left = node(level - 1, index << 1, shape)
        return .fork(left, node(level - 1, index << 1 | 1, shape))
    }

    /// The label of an entry.
    public func label(of index: UInt64) -> [UInt8] {
        var digits = DecimalIndex(index)
        return digits.withUnsafeBytes { keyPrefix + $0 }
    }

    /// Appends the CBOR of the witness of a range, without a tag.
    ///
    /// Takes time in the number of entries shown and the logarithm of all; nothing is hashed once the root is known.
    public mutating func writeWitness(of range: Range<UInt64>, to writer: inout ByteWriter) {
        guard let root = root() else {
            HashTreeNodeWriting.writeEmpty(to: &writer)
            return
        }
        let shape = shape(range)
        guard !shape.range.isEmpty else {
            HashTreeNodeWriting.writePruned(root, to: &writer)
            return
        }
        writer.reserve(witnessSize(of: range))
        let shown = shape.shownPeaks()
        // A fork for each peak behind the first shown one, the outermost first; one more if something lies before.
        for _ in shown.lowerBound..<(shape.peakCount &- 1) { HashTreeNodeWriting.writeFork(to: &writer) }
        if shown.lowerBound > 0 {
            HashTreeNodeWriting.writeFork(to: &writer)
            HashTreeNodeWriting.writePruned(joints[shown.lowerBound &- 1], to: &writer)
        }
        var entries = EntryWriting(prefix: keyPrefix, firstIndex: shape.range.lowerBound)
        shape.forEachPeak { position, peak in
            if position < shown.lowerBound { return }
            if position > shown.upperBound {
                HashTreeNodeWriting.writePruned(peaks[position], to: &writer)
            } else {
                write(peak.level, peak.index, shape, &entries, to: &writer)
            }
        }
    }

    private mutating func write(
        _ level: Int, _ index: UInt64, _ shape: LogShape, _ entries: inout EntryWriting,
        to writer: inout ByteWriter
    ) {
        if shape.part(level: level, index: index) == .nothing {
            HashTreeNodeWriting.writePruned(digest(level, index), to: &writer)
        } else if level == 0 {
            entries.writeNext(value: chunks.value(index) ?? HashTreeDigest.empty, to: &writer)
        } else {
            HashTreeNodeWriting.writeFork(to: &writer)
            write(level &- 1, index &<< 1, shape, &entries, to: &writer)
            write(level &- 1, index &<< 1 | 1, shape, &entries, to: &writer)
        }
    }

    /// The digest of a node beside what is shown: such nodes are always kept.
    @inline(__always)
    private mutating func digest(_ level: Int, _ index: UInt64) -> Digest {
        chunks.node(level: level, index: index) ?? HashTreeDigest.empty
    }

    /// The number of bytes that ``writeWitness(of:to:)`` appends; takes time in the logarithm of the number of entries.
    public func witnessSize(of range: Range<UInt64>) -> Int {
        guard nextIndex > 0 else { return HashTreeNodeWriting.emptyByteCount }
        let shape = shape(range)
        guard !shape.range.isEmpty else { return HashTreeNodeWriting.prunedByteCount }
        let shown = shape.shownPeaks()
        var forks = shape.peakCount &- 1 &- shown.lowerBound
        var pruned = shape.peakCount &- 1 &- shown.upperBound
        if shown.lowerBound > 0 {
            forks &+= 1
            pruned &+= 1
        }
        shape.forEachPeak { position, peak in
            if shown.contains(position) { CertifiedLog.count(peak.level, peak.index, shape, &forks, &pruned) }
        }
        let entries = Int(truncatingIfNeeded: shape.range.upperBound &- shape.range.lowerBound)
        return entries &* EntryWriting.byteCount(prefixCount: keyPrefix.count)
            &+ forks &* HashTreeNodeWriting.forkByteCount &+ pruned &* HashTreeNodeWriting.prunedByteCount
    }

    private static func count(
        _ level: Int, _ index: UInt64, _ shape: LogShape, _ forks: inout Int, _ pruned: inout Int
    ) {
        switch shape.part(level: level, index: index) {
        case .nothing: pruned &+= 1
        case .all: forks &+= (1 &<< level) &- 1
        case .some:
            forks &+= 1
            count(level &- 1, index &<< 1, shape, &forks, &pruned)
            count(level &- 1, index &<< 1 | 1, shape, &forks, &pruned)
        }
    }
}
