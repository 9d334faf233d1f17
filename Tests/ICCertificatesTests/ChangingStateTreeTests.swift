import Certification
import ICCertificates
import TestSupport
import Testing

@Suite("A state tree that changes")
struct ChangingStateTreeTests {
    /// A tree of labels of a few bytes, and beside it what it has to hold.
    private struct Model {
        var tree = StateTree()
        var values: [[[UInt8]]: [UInt8]] = [:]
        var random: SplitMix64

        mutating func path() -> [[UInt8]] {
            let first = [UInt8](repeating: UInt8.random(in: 0..<4, using: &random), count: 1)
            return [first, [UInt8.random(in: 0..<200, using: &random), UInt8.random(in: 0..<3, using: &random)]]
        }

        mutating func change() {
            let path = path()
            if Int.random(in: 0..<3, using: &random) > 0 {
                let value = [UInt8.random(in: 0...255, using: &random)]
                tree.insert(value, at: path)
                values[path] = value
            } else {
                tree.remove(at: path)
                values[path] = nil
            }
        }
    }

    @Test("holds what was put in and not taken out, in order, whatever came before", arguments: 0..<8 as Range<UInt64>)
    func holdsWhatIsThere(seed: UInt64) {
        var model = Model(random: SplitMix64(seed: seed))
        for _ in 0..<700 { model.change() }
        let whole = model.tree.hashTree
        #expect(whole.isWellFormed)
        #expect(whole.digest == model.tree.digest)
        for (path, value) in model.values { #expect(whole.lookup(path) == .found(value)) }
        for _ in 0..<50 {
            let path = model.path()
            #expect(whole.lookup(path) == model.values[path].map { .found($0) } ?? .absent)
        }
    }

    @Test("shows of itself what pruning the whole tree shows", arguments: 0..<8 as Range<UInt64>)
    func revealsAsPruningDoes(seed: UInt64) {
        var model = Model(random: SplitMix64(seed: seed))
        for _ in 0..<300 { model.change() }
        for count in 0..<6 {
            var paths = (0..<count).map { _ in model.path() }
            if count == 3 { paths.append([[2]]) }
            if count == 4 { paths.append([[2], [1, 1], [7]]) }
            if count == 5 { paths.append([[9], [1]]) }
            let shown = model.tree.hashTree(revealing: paths)
            #expect(shown == model.tree.hashTree.pruned(keeping: paths))
            #expect(shown.digest == model.tree.digest)
        }
    }

    @Test("is not deep however it grows")
    func staysBalanced() {
        func depth(_ tree: HashTree) -> Int {
            if case .fork(let left, let right) = tree { 1 + max(depth(left), depth(right)) } else { 0 }
        }
        var growing = StateTree()
        for number in 0..<4_096 as Range<UInt16> {
            growing.insert([], at: [[UInt8(number >> 8), UInt8(number & 255)]])
        }
        #expect(depth(growing.hashTree) <= 30)
        for number in 0..<4_000 as Range<UInt16> { growing.remove(at: [[UInt8(number >> 8), UInt8(number & 255)]]) }
        #expect(depth(growing.hashTree) <= 17)
    }

    @Test("of before a change stays as it was")
    func keepsOlderStates() {
        var tree = StateTree()
        for label in 0..<100 as Range<UInt8> { tree.insert([label], at: [[1], [label]]) }
        let before = tree
        let digest = before.digest
        tree.insert([7], at: [[1], [50]])
        tree.remove(at: [[1], [51]])
        #expect(tree.digest != digest)
        #expect(before.digest == digest)
        #expect(before.hashTree.lookup([[1], [51]]) == .found([51]))
    }

    @Test("has no label under which nothing stands")
    func dropsEmptyLabels() {
        var tree = StateTree()
        tree.insert([1], at: [[1], [2], [3]])
        tree.insert([2], at: [[2]])
        tree.remove(at: [[1], [2], [3]])
        #expect(tree.hashTree == .labeled([2], .leaf([2])))
        tree.remove(at: [[2], [5]])
        #expect(tree.hashTree == .labeled([2], .leaf([2])))
        tree.remove(at: [[2]])
        #expect(tree.hashTree == .empty)
    }

    @Test("takes a whole tree below a path")
    func takesSubtrees() {
        var part = StateTree()
        part.insert([1], at: [[1]])
        part.insert([2], at: [[2]])
        var tree = StateTree()
        tree.insert([9], at: [[7], [8], [9]])
        tree.insert(part, at: [[7], [8]])
        #expect(tree.hashTree == .labeled([7], .labeled([8], part.hashTree)))
    }
}
