/// The shape of a certified log's tree, and what a witness of a range shows of it. It follows from numbers alone.
struct LogShape {
    /// The number of entries.
    let entryCount: UInt64
    /// The entries to show.
    let range: Range<UInt64>

    /// A perfect subtree among the peaks.
    struct Peak {
        let level: Int
        let firstEntry: UInt64
        /// The node's index at its level.
        var index: UInt64 { firstEntry &>> UInt64(truncatingIfNeeded: level) }
    }

    /// The number of peaks.
    var peakCount: Int { entryCount.nonzeroBitCount }

    /// Calls a closure with the peaks from the left: one for each bit of the number of entries, the greatest first.
    @inline(__always)
    func forEachPeak(_ body: (Int, Peak) -> Void) {
        var rest = entryCount
        var firstEntry: UInt64 = 0
        var position = 0
        while rest != 0 {
            let level = 63 &- rest.leadingZeroBitCount
            let size = 1 as UInt64 &<< UInt64(truncatingIfNeeded: level)
            body(position, Peak(level: level, firstEntry: firstEntry))
            firstEntry &+= size
            rest ^= size
            position &+= 1
        }
    }

    /// What a witness shows of a node.
    enum Part {
        /// Nothing: the node is pruned.
        case nothing
        /// Every entry below.
        case all
        /// Some of the entries below.
        case some
    }

    @inline(__always)
    func part(level: Int, index: UInt64) -> Part {
        let width = UInt64(truncatingIfNeeded: level)
        let (first, end) = (index &<< width, (index &+ 1) &<< width)
        if end <= range.lowerBound || first >= range.upperBound { return .nothing }
        return first >= range.lowerBound && end <= range.upperBound ? .all : .some
    }

    /// The positions of the first and the last peak that holds an entry to show.
    ///
    /// - Precondition: the range is not empty.
    func shownPeaks() -> ClosedRange<Int> {
        var first = 0
        var last = 0
        forEachPeak { position, peak in
            if peak.firstEntry <= range.lowerBound { first = position }
            if peak.firstEntry < range.upperBound { last = position }
        }
        return first...last
    }
}
