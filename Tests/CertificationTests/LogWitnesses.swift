import Bytes
import Certification
import SHA256
import Testing

@Suite("A witness of a certified log")
struct LogWitnesses {
    private static let prefix = Array(ReleasedLibraryTrees.gateway.utf8)

    private func value(_ index: Int) -> Digest { SHA256.hash(Array("m\(index)".utf8)) }

    @Test("proves any range of any small log, and nothing beside it", arguments: [1, 2, 3, 5, 7, 8, 13, 16, 17, 31, 33])
    func exhaustive(count: Int) throws {
        var log = CertifiedLog(keyPrefix: Self.prefix)
        for index in 0..<count { log.append(valueDigest: value(index)) }
        let root = log.root()
        for first in 0..<count {
            for end in (first + 1)...count {
                try check(&log, first, end, count, root)
            }
        }
    }

    private func check(
        _ log: inout CertifiedLog, _ first: Int, _ end: Int, _ count: Int, _ root: Digest?
    ) throws {
        let range = UInt64(first)..<UInt64(end)
        let tree = log.witness(of: range)
        #expect(tree.digest == root)
        #expect(tree.isWellFormed)
        var writer = ByteWriter()
        log.writeWitness(of: range, to: &writer)
        var expected = ByteWriter()
        tree.write(to: &expected)
        #expect(writer.bytes == expected.bytes)
        let size = log.witnessSize(of: range)
        #expect(size == writer.count)
        #expect(try HashTree(decoding: writer.bytes) == tree)
        for index in 0..<count {
            let inside = index >= first && index < end
            let label = log.label(of: UInt64(index))
            #expect(tree.lookup([label]) == (inside ? .found(value(index).bytes) : .unknown))
        }
        #expect(!tree.hasMergeablePruned)
    }

    @Test("of no live entry is one pruned node, and of an empty log an empty one")
    func empty() {
        var log = CertifiedLog(keyPrefix: Self.prefix)
        var writer = ByteWriter()
        log.writeWitness(of: 0..<10, to: &writer)
        let (tree, size) = (log.witness(of: 0..<10), log.witnessSize(of: 0..<10))
        #expect(tree == .empty)
        #expect(writer.bytes == [0x81, 0x00])
        #expect(size == 2)
        for index in 0..<20 { log.append(valueDigest: value(index)) }
        log.forget(upTo: 10)
        let root = log.root() ?? HashTreeDigest.empty
        for range in [0..<0, 5..<5, 20..<20, 20..<30, 0..<10, 3..<9] as [Range<UInt64>] {
            writer.truncate(to: 0)
            log.writeWitness(of: range, to: &writer)
            let (tree, size) = (log.witness(of: range), log.witnessSize(of: range))
            #expect(tree == .pruned(root))
            #expect(writer.bytes == Array(tree.encoded.dropFirst(3)))
            #expect(size == writer.count)
        }
    }

    /// For logs of 10 to 10,000 entries: the last, the last 10, one and ten in the middle, the first; against the bytes
    /// that a log joined from the right takes, with tag and label. Joining from the left makes witnesses of the newest
    /// entries shorter, and those of the oldest longer by one pruned node for each peak behind them.
    @Test(
        "is small",
        arguments: [
            (100, [291, 1425, 405, 1539, 405]), (1000, [443, 1577, 519, 1729, 519]),
            (10_000, [443, 1501, 671, 1805, 671]),
        ])
    func sizes(count: Int, rightJoined: [Int]) {
        var log = CertifiedLog(keyPrefix: Self.prefix)
        for index in 0..<count { log.append(valueDigest: value(index & 3)) }
        let overhead = 3 + 2 + 10
        let (end, middle) = (UInt64(count), UInt64(count / 2))
        let ranges = [end - 1..<end, end - 10..<end, middle..<middle + 1, middle..<middle + 10, 0..<1]
        let sizes = ranges.map { log.witnessSize(of: $0) + overhead }
        #expect(sizes[0] <= rightJoined[0])
        #expect(sizes[1] <= rightJoined[1])
        let peaks = count.nonzeroBitCount
        for position in 2...4 { #expect(sizes[position] <= rightJoined[position] + (peaks - 1) * 38) }
    }
}

extension HashTree {
    /// Whether two pruned nodes stand beside each other under a fork, where one would do.
    var hasMergeablePruned: Bool {
        switch self {
        case .fork(.pruned, .pruned): true
        case .fork(let left, let right): left.hasMergeablePruned || right.hasMergeablePruned
        case .labeled(_, let tree): tree.hasMergeablePruned
        case .empty, .leaf, .pruned: false
        }
    }
}
