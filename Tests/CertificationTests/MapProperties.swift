import Bytes
import Certification
import SHA256
import Testing
import TestSupport

@Suite("A certified map", .timeLimit(.minutes(60)))
struct MapProperties {
    @Test("holds and proves what was put in, through any sequence of changes", arguments: 1...6 as ClosedRange<UInt64>)
    func random(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var map = CertifiedMap()
        var model = PathsModel()
        let variety = 8 << Int(seed)
        for step in 0..<600 {
            let label = randomLabel(&random, variety: variety)
            if Int.random(in: 0..<5, using: &random) < (step < 400 ? 3 : 1) {
                let value = randomLeaf(&random)
                map.set(value, for: label)
                model.set(value, at: [label])
            } else {
                let removed = map.remove(label)
                #expect(removed == model.remove([label]))
            }
            let count = map.count
            #expect(count == model.values.count)
            if step % 12 == 0 { try check(&map, model, &random, variety) }
        }
    }

    private func check(
        _ map: inout CertifiedMap, _ model: PathsModel, _ random: inout SplitMix64, _ variety: Int
    ) throws {
        let root = map.root()
        let whole = map.witness(of: .all)
        #expect(whole.digest == root)
        #expect(whole.isWellFormed)
        let ordered = model.ordered
        let found = whole.leaves
        #expect(found.map(\.0) == ordered.map(\.0))
        #expect(found.map(\.1) == ordered.map(\.1.bytes))
        if ordered.isEmpty { #expect(whole == .empty) }

        for _ in 0..<4 {
            let label = randomLabel(&random, variety: variety)
            let value = map[label]
            #expect(value == model.values[[label]])
            let tree = try witness(&map, .label(label), of: whole)
            #expect(tree == (ordered.isEmpty ? .empty : whole.pruned(keeping: [[label]])))
            #expect(tree.lookup([label]) == (value.map { .found($0.bytes) } ?? .absent))
            for other in ordered where other.0 != [label] {
                let result = tree.lookup(other.0)
                #expect(result == .unknown)
            }
        }
        for _ in 0..<4 {
            let first = Bool.random(using: &random) ? randomLabel(&random, variety: variety) : nil
            let last = Bool.random(using: &random) ? randomLabel(&random, variety: variety) : nil
            try checkRange(&map, first, last, whole, ordered.map { $0.0[0] })
        }
    }

    private func checkRange(
        _ map: inout CertifiedMap, _ first: [UInt8]?, _ last: [UInt8]?, _ whole: HashTree, _ labels: [[UInt8]]
    ) throws {
        let tree = try witness(&map, .range(from: first, through: last), of: whole)
        if let first, let last, last.lexicographicallyPrecedes(first) {
            #expect(tree == (labels.isEmpty ? .empty : .pruned(whole.digest)))
            return
        }
        let inside = labels.filter { label in
            !(first.map { label.lexicographicallyPrecedes($0) } ?? false)
                && !(last.map { $0.lexicographicallyPrecedes(label) } ?? false)
        }
        // The ends of the range are looked for, too: so the neighbours show where they are not there.
        let paths = (inside + [first, last].compactMap { $0 }).map { [$0] }
        #expect(tree == (labels.isEmpty ? .empty : whole.pruned(keeping: paths)))
        #expect(tree.leaves.map { $0.0[0] } == inside)
        for label in labels {
            let isInside = inside.contains(label)
            let result = tree.lookup([label])
            #expect(isInside ? result == whole.lookup([label]) : result == .unknown)
            // A label that is not there lies in the range if those beside it do.
            let absent = label + [0]
            if isInside, label != last, !labels.contains(absent) {
                #expect(tree.lookup([absent]) == .absent)
            }
        }
    }

    private func witness(
        _ map: inout CertifiedMap, _ selection: CertifiedMap.Selection, of whole: HashTree
    ) throws -> HashTree {
        let tree = map.witness(of: selection)
        var writer = ByteWriter()
        map.writeWitness(of: selection, to: &writer)
        let size = map.witnessSize(of: selection)
        try expectWitness(tree, written: writer.bytes, size: size, root: whole.digest)
        return tree
    }

    @Test("lists its labels in bytewise order")
    func order() {
        var map = CertifiedMap()
        for name in ["b", "", "a", "ba", "aa"] { map.set(.bytes(Array(name.utf8)), for: Array(name.utf8)) }
        var names: [String] = []
        var last: [UInt8]?
        while let next = map.first(after: last) {
            #expect(next.value == .bytes(next.label))
            names.append(String(decoding: next.label, as: UTF8.self))
            last = next.label
        }
        #expect(names == ["", "a", "aa", "b", "ba"])
        map.removeAll()
        let (count, root) = (map.count, map.root())
        #expect(count == 0)
        #expect(root == HashTreeDigest.empty)
    }

    @Test("stays shallow, whatever the order in which labels come", arguments: [10, 100, 1000, 5000])
    func depth(count: Int) throws {
        var map = CertifiedMap()
        for index in 0..<count { map.set(.bytes([1]), for: Array("\(index + 100_000)".utf8)) }
        // Height of a balanced tree: at most 1.44 times the logarithm; each of its levels has two forks at most.
        let limit = 2 * 1.45 * Double(count.bitWidth - count.leadingZeroBitCount)
        #expect(Double(map.witness(of: .all).forkDepth) < limit)
        let size = map.witnessSize(of: .label(Array("\(count / 2 + 100_000)".utf8)))
        #expect(Double(size) < 60 + limit * 38)
    }

    /// The shape need not be that of the released library. Where the labels fill it to the last, it is.
    @Test("of seven labels has the root and the witnesses of the released library")
    func released() {
        var map = CertifiedMap()
        for letter in "abcdefg".utf8 { map.set(.bytes([letter]), for: [letter]) }
        let root = map.root()
        #expect(hex(root.bytes) == ReleasedLibraryTrees.letters)
        for (range, cbor) in ReleasedLibraryTrees.witnesses {
            let ends = range.split(separator: ".").map { Array($0.utf8) }
            let tree = map.witness(of: .range(from: ends[0], through: ends[1]))
            #expect(hex(tree.encoded) == cbor)
        }
    }
}
