import Bytes
import Certification
import SHA256
import Testing
import TestSupport

@Suite("A nested certified map", .timeLimit(.minutes(60)))
struct NestedMapProperties {
    private func randomPath(_ random: inout SplitMix64, variety: Int) -> [[UInt8]] {
        (0..<Int.random(in: 1...4, using: &random)).map { _ in randomLabel(&random, variety: variety) }
    }

    @Test("holds and proves what was put in, through any sequence of changes", arguments: 1...6 as ClosedRange<UInt64>)
    func random(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var tree = NestedCertifiedMap()
        var model = PathsModel()
        let variety = 3 + Int(seed)
        for step in 0..<500 {
            let path = randomPath(&random, variety: variety)
            if Int.random(in: 0..<6, using: &random) < (step < 350 ? 5 : 2) {
                let value = randomLeaf(&random)
                if model.hasRoom(at: path) {
                    try tree.set(value, at: path)
                    model.set(value, at: path)
                } else {
                    let known = model.knownLabelCount(of: path)
                    let error = #expect(throws: NestedCertifiedMapError.self) { try tree.set(value, at: path) }
                    #expect(error == (known == path.count ? .hasLabels : .valueOnTheWay(count: known)) || error == nil)
                }
            } else {
                let removed = tree.remove(path)
                #expect(removed == model.remove(path))
            }
            let isEmpty = tree.isEmpty
            #expect(isEmpty == model.values.isEmpty)
            if step % 10 == 0 { try check(&tree, model, &random, variety) }
        }
    }

    private func check(
        _ tree: inout NestedCertifiedMap, _ model: PathsModel, _ random: inout SplitMix64, _ variety: Int
    ) throws {
        let root = tree.root()
        let whole = tree.witness(of: [[]])
        let ordered = model.ordered
        #expect(whole.digest == root)
        #expect(whole.isWellFormed)
        #expect(whole.leaves.map(\.0) == ordered.map(\.0))
        #expect(whole.leaves.map(\.1) == ordered.map(\.1.bytes))
        let none = tree.witness(of: [])
        #expect(none == (ordered.isEmpty ? .empty : .pruned(root)))

        for count in 1...4 {
            var paths = (0..<count).map { _ in randomPath(&random, variety: variety) }
            if let (path, _) = ordered.randomElement(using: &random) { paths.append(path) }
            let witness = try self.witness(&tree, paths, root)
            #expect(witness == (ordered.isEmpty ? .empty : whole.pruned(keeping: paths)))
            for path in paths {
                let (value, known) = (tree.leaf(at: path), tree.knownLabelCount(of: path))
                #expect(value == model.values[path])
                #expect(known == model.knownLabelCount(of: path))
                let result = witness.lookup(path)
                #expect(result == whole.lookup(path))
                #expect(result != .unknown)
                if let value { #expect(result == .found(value.bytes)) }
                let isKnown = tree.contains(path)
                #expect(isKnown == (known == path.count))
            }
        }
    }

    private func witness(_ tree: inout NestedCertifiedMap, _ paths: [[[UInt8]]], _ root: Digest) throws -> HashTree {
        let witness = tree.witness(of: paths)
        var writer = ByteWriter()
        tree.writeWitness(of: paths, to: &writer)
        let size = tree.witnessSize(of: paths)
        try expectWitness(witness, written: writer.bytes, size: size, root: root)
        return witness
    }

    @Test("refuses paths that are empty or too deep, and changes nothing then")
    func limits() throws {
        var tree = NestedCertifiedMap()
        let deep = (0..<NestedCertifiedMap.depthLimit).map { [UInt8($0)] }
        try tree.set(.bytes([1]), at: deep)
        let root = tree.root()
        let errors: [([[UInt8]], NestedCertifiedMapError)] = [
            ([], .emptyPath), (deep + [[7]], .tooDeep(count: 65, limit: 64)), (Array(deep[..<9]), .hasLabels),
            (Array(deep[..<1]), .hasLabels),
        ]
        for (path, expected) in errors {
            let error = #expect(throws: NestedCertifiedMapError.self) { try tree.set(.bytes([2]), at: path) }
            #expect(error == expected)
            #expect(error?.description.isEmpty == false)
        }
        let same = tree.root()
        #expect(same == root)
        let witness = tree.witness(of: [deep])
        #expect(witness.lookup(deep) == .found([1]))
        let removed = tree.remove(Array(deep[..<3]))
        #expect(removed)
        let isEmpty = tree.isEmpty
        #expect(isEmpty)
    }

    @Test("has the digest of the same hash tree built by hand")
    func byHand() throws {
        var tree = NestedCertifiedMap()
        try tree.set(.bytes([1]), at: [[2], [3]])
        try tree.set(.bytes([]), at: [[2], [4]])
        try tree.set(.digest(HashTreeDigest.empty), at: [[5]])
        let inner = HashTree.fork(.labeled([3], .leaf([1])), .labeled([4], .leaf([])))
        let last = HashTree.labeled([5], .leaf(HashTreeDigest.empty.bytes))
        let whole = tree.witness(of: [[]])
        #expect(whole == .fork(.labeled([2], inner), last))
        let absent = tree.witness(of: [[[2], [3], [9]], [[3]]])
        let shown = HashTree.fork(
            .labeled([2], .fork(.labeled([3], .leaf([1])), .pruned(HashTree.labeled([4], .leaf([])).digest))),
            .labeled([5], .pruned(HashTreeDigest.leaf(HashTreeDigest.empty))))
        #expect(absent == shown)
        #expect(absent.lookup([[3]]) == .absent)
        #expect(absent.lookup([[2], [3], [9]]) == .absent)
    }
}
