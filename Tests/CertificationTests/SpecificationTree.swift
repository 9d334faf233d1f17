import Certification
import SHA256
import Testing
import TestSupport

/// The example of the Interface Specification, whole and with parts pruned.
@Suite("The tree of the Interface Specification")
struct SpecificationTree {
    static let root = "eb5c5b2195e62d996b84c9bcc8259d19a83786a2f59e0878cec84c811f669aa0"
    static let full =
        "8301830183024161830183018302417882034568656c6c6f810083024179820345776f726c64830241628203"
        + "44676f6f648301830241638100830241648203476d6f726e696e67"
    static let pruned =
        "83018301830241618301820458201b4feff9bef8131788b0c9dc6dbad6e81e524249c879e9f10f71ce3749f5"
        + "a63883024179820345776f726c6483024162820458207b32ac0c6ba8ce35ac82c255fc7906f7fc130dab2a09"
        + "0f80fe12f9c2cae83ba6830182045820ec8324b8a1f1ac16bd2e806edba78006479c9877fed4eb464a254854"
        + "65af601d830241648203476d6f726e696e67"

    @Test("has its digest, whole and pruned")
    func digests() throws {
        #expect(hex(HashTreeDigest.empty.bytes) == "4e3ed35c4e2d1ee89996483fb6260a64cffb6c47dbab216e7930e82f8190d120")
        #expect(hex(try HashTree(decoding: bytes(Self.full)).digest.bytes) == Self.root)
        #expect(hex(try HashTree(decoding: bytes(Self.pruned)).digest.bytes) == Self.root)
        #expect(try HashTree(decoding: bytes(Self.full)).isWellFormed)
        #expect(try HashTree(decoding: bytes(Self.pruned)).isWellFormed)
    }

    @Test("comes back from its CBOR, with tag 55799 and without")
    func coding() throws {
        for hex in [Self.full, Self.pruned] {
            let tree = try HashTree(decoding: bytes(hex))
            #expect(tree.encoded == bytes("d9d9f7" + hex))
            #expect(try HashTree(decoding: tree.encoded) == tree)
        }
    }

    static let prunedLookups: [(path: String, result: HashTree.Lookup)] = [
        ("a/a", .unknown), ("a/y", .found(Array("world".utf8))), ("aa", .absent), ("ax", .absent), ("b", .unknown),
        ("bb", .unknown), ("d", .found(Array("morning".utf8))), ("e", .absent), ("a", .notALeaf), ("a/z", .absent),
        ("c", .unknown), ("d/x", .absent), ("A", .absent), ("a/y/x", .absent),
    ]

    @Test("tells found, absent and unknown apart where parts are pruned", arguments: prunedLookups)
    func lookups(path: String, result: HashTree.Lookup) throws {
        let tree = try HashTree(decoding: bytes(Self.pruned))
        #expect(tree.lookup(labels(path)) == result)
    }

    static let fullLookups: [(path: String, result: HashTree.Lookup)] = [
        ("a/x", .found(Array("hello".utf8))), ("a/y", .found(Array("world".utf8))), ("b", .found(Array("good".utf8))),
        ("c", .absent), ("d", .found(Array("morning".utf8))), ("a", .notALeaf), ("a/w", .absent), ("ab", .absent),
        ("e", .absent), ("", .absent), ("a/xx", .absent),
    ]

    @Test("leaves nothing unknown where it is whole", arguments: fullLookups)
    func whole(path: String, result: HashTree.Lookup) throws {
        let tree = try HashTree(decoding: bytes(Self.full))
        #expect(tree.lookup(labels(path)) == result)
    }

    @Test("gives subtrees too")
    func subtrees() throws {
        let full = try HashTree(decoding: bytes(Self.full))
        let pruned = try HashTree(decoding: bytes(Self.pruned))
        guard case .found(let a) = full.lookupSubtree(labels("a")) else {
            Issue.record("a is not there")
            return
        }
        #expect(a.lookup(labels("y")) == .found(Array("world".utf8)))
        #expect(pruned.lookupSubtree(labels("b")) == .unknown)
        #expect(pruned.lookupSubtree(labels("e")) == .absent)
        #expect(full.lookupSubtree([]) == .found(full))
        #expect(full.lookupSubtree(labels("c")) == .found(.empty))
        #expect(HashTree.pruned(full.digest).lookup(labels("a")) == .unknown)
        #expect(HashTree.empty.lookup(labels("a")) == .absent)
        #expect(HashTree.leaf([1]).lookup([]) == .found([1]))
    }

    /// Labels between slashes.
    private func labels(_ path: String) -> [[UInt8]] {
        path.split(separator: "/", omittingEmptySubsequences: false).map { Array($0.utf8) }
    }
}
