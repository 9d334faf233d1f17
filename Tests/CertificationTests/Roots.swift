import Bytes
import Certification
import SHA256
import Testing

@Suite("A certified root joins parts under labels")
struct Roots {
    private let labels: [StaticString] = ["websocket", "http_expr", "sig", "a", "zeta", "http_assets", "canister"]

    private func content(_ label: StaticString) -> HashTree {
        .fork(.labeled([1], .leaf(Array("\(label)".utf8))), .labeled([2], .leaf([7])))
    }

    private func name(_ label: StaticString) -> [UInt8] { Array("\(label)".utf8) }

    @Test("with nothing beside a single one")
    func single() {
        var root = CertifiedRoot()
        #expect(root.digest == HashTreeDigest.empty)
        root.set("websocket", content("websocket").digest)
        #expect(root.digest == HashTree.labeled(Array("websocket".utf8), content("websocket")).digest)
        root.set("websocket", HashTreeDigest.empty)
        #expect(root.digest == HashTree.labeled(Array("websocket".utf8), .empty).digest)
        #expect(root.witness(of: name("sig"), content: .empty) == nil)
        var writer = ByteWriter()
        let isWritten = root.writeWitness(of: "sig", to: &writer) { _ in }
        #expect(!isWritten)
        #expect(writer.count == 0)
        #expect(root.witnessOverhead(of: "sig") == 0)
    }

    @Test("each of which has a witness with the others pruned", arguments: 1...7)
    func several(count: Int) throws {
        var root = CertifiedRoot()
        for label in labels.prefix(count) { root.set(label, content(label).digest) }
        for label in labels.prefix(count) {
            let tree = try #require(root.witness(of: name(label), content: content(label)))
            #expect(tree.digest == root.digest)
            #expect(tree.isWellFormed)
            #expect(!tree.hasMergeablePruned)
            #expect(tree.lookup([name(label), [1]]) == .found(name(label)))
            for other in labels.prefix(count) where name(other) != name(label) {
                #expect(tree.lookup([name(other), [1]]) == .unknown)
            }
            var writer = ByteWriter()
            root.writeWitness(of: label, to: &writer) { content(label).write(to: &$0) }
            #expect(writer.bytes == tree.encoded)
            var inner = ByteWriter()
            content(label).write(to: &inner)
            #expect(root.witnessOverhead(of: label) == writer.count - inner.count)
        }
    }

    @Test("whatever the order in which they came, changed and went")
    func order() {
        var forward = CertifiedRoot()
        var backward = CertifiedRoot()
        for label in labels { forward.set(label, content(label).digest) }
        backward.set("gone", HashTreeDigest.empty)
        for label in labels.reversed() {
            backward.set(label, HashTreeDigest.empty)
            backward.set(label, content(label).digest)
        }
        #expect(forward.digest != backward.digest)
        backward.remove("gone")
        backward.remove("never there")
        #expect(forward.digest == backward.digest)
    }
}
