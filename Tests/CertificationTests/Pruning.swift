import Certification
import SHA256
import Testing

@Suite("Pruning a hash tree")
struct Pruning {
    private func label(_ text: String) -> [UInt8] { Array(text.utf8) }

    private func leaf(_ name: String) -> HashTree { .labeled(label(name), .leaf(label("value of " + name))) }

    private var tree: HashTree {
        .fork(
            .fork(.labeled(label("a"), .fork(leaf("x"), leaf("y"))), leaf("c")),
            .fork(.fork(leaf("e"), .labeled(label("g"), .empty)), .fork(leaf("i"), .labeled(label("k"), leaf("z")))))
    }

    @Test("keeps the digest and the subtrees at the paths")
    func keeps() {
        let pruned = tree.pruned(keeping: [[label("a"), label("x")], [label("k")]])
        #expect(pruned.digest == tree.digest)
        #expect(pruned.isWellFormed)
        #expect(pruned.lookup([label("a"), label("x")]) == .found(label("value of x")))
        #expect(pruned.lookup([label("a"), label("y")]) == .unknown)
        #expect(pruned.lookup([label("k"), label("z")]) == .found(label("value of z")))
        for name in ["c", "e", "g", "i"] { #expect(pruned.lookup([label(name)]) == .unknown) }
        #expect(!pruned.hasMergeablePruned)
    }

    @Test(
        "keeps what proves an absence",
        arguments: ["0", "b", "d", "f", "h", "j", "m", "c/x", "g/x", "a/w", "a/xx", "a/z"])
    func absence(path: String) {
        let path = path.split(separator: "/").map { label(String($0)) }
        #expect(tree.lookup(path) == .absent)
        let pruned = tree.pruned(keeping: [path])
        #expect(pruned.digest == tree.digest)
        #expect(pruned.lookup(path) == .absent)
        #expect(!pruned.hasMergeablePruned)
        // The values beside the place are not told, if it lies between labels at the top.
        if path.count == 1 {
            for name in ["c", "e", "i"] { #expect(pruned.lookup([label(name)]) == .unknown) }
        }
    }

    @Test("to nothing leaves one node, and to everything the tree")
    func extremes() {
        #expect(tree.pruned(keeping: []) == .pruned(tree.digest))
        #expect(tree.pruned(keeping: [[]]) == tree)
        #expect(tree.pruned(keeping: [[label("a")], []]) == tree)
        let once = tree.pruned(keeping: [[label("a"), label("x")], [label("e")]])
        // What is pruned stays so, whatever is asked for then.
        #expect(once.pruned(keeping: [[label("e")], [label("i")]]).digest == tree.digest)
        #expect(once.pruned(keeping: [[label("i")]]).lookup([label("i")]) == .unknown)
    }
}
