import Bytes
import CBOR
import Certification
import SHA256
import Testing
import TestSupport

/// Trees that the released Rust library made: a left-leaning red-black tree, whose shape differs from that of our log.
/// They show that digests, decoding and look-ups do not depend on a shape.
@Suite("Trees of the released Rust library")
struct ReleasedLibraryTrees {
    static let letters = "6440dc9c07d2833856b12c18aca8572b1a4c39f2d6b6baaf07ffc6694f4a711f"

    private func letter(_ letter: Character) -> HashTree {
        .labeled(Array(letter.utf8), .leaf(Array(letter.utf8)))
    }

    @Test("of seven letters have its digest")
    func shape() {
        let (a, b, c, d) = (letter("a"), letter("b"), letter("c"), letter("d"))
        let (e, f, g) = (letter("e"), letter("f"), letter("g"))
        let tree = HashTree.fork(.fork(a, .fork(b, c)), .fork(d, .fork(e, .fork(f, g))))
        #expect(hex(tree.digest.bytes) == Self.letters)
        let withoutA = HashTree.fork(.fork(.fork(b, c), .fork(d, e)), .fork(f, g))
        #expect(hex(withoutA.digest.bytes) == "43529871355dbf3940f280c471d3c67fcada4f2f88a0953130aa001151610f35")
    }

    static let witnesses: [(range: String, cbor: String)] = [
        (
            "c..e",
            "d9d9f78301830182045820559d7d7ff266b784cb1b6c53ddd86f05704923d5e4f336458eaa7427d07b2c9083"
                + "0182045820e9dfdc0896a624e4c35a6b84e1a2ccb1cd357582d7690b83ff890e3933ca1c7983024163820341"
                + "63830183024164820341648301830241658203416582045820396a9e172c02875b990c54b4a6dbe8f912bd35"
                + "ad08a388e6122a366e3a94f76e"
        ),
        (
            "b..b",
            "d9d9f78301830182045820559d7d7ff266b784cb1b6c53ddd86f05704923d5e4f336458eaa7427d07b2c9083"
                + "01830241628203416282045820206f625faf64a49355cfddac5a257809288b9e8c097462173df4dcd42b9354"
                + "9c820458208e93b112d689c254aa1b953aab9efb38254246fc75bc6a99919c892c25a8f048"
        ),
        (
            "bb..cc",
            "d9d9f78301830182045820559d7d7ff266b784cb1b6c53ddd86f05704923d5e4f336458eaa7427d07b2c9083"
                + "018302416282045820b66cf95440ac2fdf437d15add7fbe374aebff56a3beee1ef6453d68c73cadb29830241"
                + "638203416383018302416482045820dfc105a197290ac0afd7fac12db6cb904cffe548398ca03d7ba9ce4361"
                + "d7a16f82045820bfa3283698e7eb97d4d8a67d1e7ede62fe066df2950d02daff1093885bdeccc9"
        ),
        (
            "x..z",
            "d9d9f78301820458200f4460127118b3708f2079148221c4382f669b5e255285b50a1a9557252bbc04830182"
                + "0458208e79366090dfbfe644ba9a1ba70c8d17f827b6b5a58c950b87e45a304e4426488301820458208f0630"
                + "3bc662c75c79086e6e966b52ccc6be5fce259c6c2b57b316d4d21a3ba48301820458200193a4f2e596411bc2"
                + "ef17c935f3b0ffe75ecfe2c240fca813310216524d1011830241678204582029f4b6971f4f0362c18cf286be"
                + "26ceb3c3161a86e369aff69d368f53baa87b23"
        ),
        (
            "A..B",
            "d9d9f7830183018302416182045820588216ea03c0ef7a2bfa916ff0d376bcd0eea20229ee1133df1bbf6ada"
                + "1643e0820458208f7a5e76235239232856c653e2b91549765027cbdb8ef3b8500d00ee49e037a2820458208e"
                + "93b112d689c254aa1b953aab9efb38254246fc75bc6a99919c892c25a8f048"
        ),
    ]

    @Test("have witnesses of ranges with the same digest", arguments: witnesses)
    func witness(range: String, cbor: String) throws {
        let tree = try HashTree(decoding: bytes(cbor))
        #expect(hex(tree.digest.bytes) == Self.letters)
        #expect(tree.encoded == bytes(cbor))
        #expect(tree.isWellFormed)
        let (first, last) = (String(range.prefix { $0 != "." }), String(range.drop { $0 != "." }.drop { $0 == "." }))
        for letter in "abcdefg" {
            let isInside = first <= String(letter) && String(letter) <= last
            let expected: HashTree.Lookup = isInside ? .found(Array(letter.utf8)) : .unknown
            #expect(tree.lookup([Array(letter.utf8)]) == expected, "\(letter)")
        }
        // The witness proves that nothing else lies in the range.
        for absent in [first + "0", last + "0"] where absent <= last && absent >= first {
            #expect(tree.lookup([Array(absent.utf8)]) == .absent, "\(absent)")
        }
    }

    static let gateway = "sqdfl-mr4km-2hfjy-gajqo-xqvh7-hf4mf-nra4i-3it6l-neaw4-soolw-tae_"

    /// After 1 to 5 messages: the digest of the messages, and under the label `websocket`.
    static let messages: [(last: Int, root: String, certifiedData: String)] = [
        (
            0, "32217e5f5087175af331b21e9ff4e7a42e778ee33ac2dd532024f4a2f767dc08",
            "162e61561c039d7fc5f0615cb73ef8843b6959c352586c48061aa0afe28414f3"
        ),
        (
            1, "cfab07a0c941149c4a1f553c35cbdd384456fb7103a24c4936e80103320eba19",
            "fa71f6befb0386f6d54bdcef03718ef739bded7b37082fcc17707f4c77687db0"
        ),
        (
            2, "2be993f1ecbdac9ea87c8afe784b55c3bf68372f0dc7986803a1bc7c447dde1f",
            "ace068d08980fd2a5bb417ef454179c488484d03ab87a2b81c08f7fac56fc73a"
        ),
        (
            3, "2e3f940fcecf728e36ebee90bb6041eeba26dd224be90c4c63ba07ecbb395ac2",
            "b975d43e3efa863960d4690cc6a63b298feba9f799d757541005fc4aea1d236c"
        ),
        (
            4, "bdc919f28c056e2837fcbc721778b72f6e091e93e3ddb7b486163bba2f507a5f",
            "80e0ea88afdde63db900a54195168543d9af29c42ffb46c06a4184895e5fbfed"
        ),
    ]

    @Test("of messages have its digests", arguments: messages)
    func messageTrees(last: Int, root: String, certifiedData: String) throws {
        let k = (0...4).map { index in
            HashTree.labeled(
                Array((Self.gateway + "0000000000000000000\(index)").utf8),
                .leaf(SHA256.hash(Array("m\(index)".utf8)).bytes))
        }
        let trees: [HashTree] = [
            k[0], .fork(k[0], k[1]), .fork(k[0], .fork(k[1], k[2])),
            .fork(.fork(k[0], k[1]), .fork(k[2], k[3])),
            .fork(.fork(k[0], .fork(k[1], k[2])), .fork(k[3], k[4])),
        ]
        // The shape after four messages is not told; it is one of those in key order.
        let shapes = last == 3 ? Self.orders(k[0...3]) : [trees[last]]
        let matching = shapes.filter { hex($0.digest.bytes) == root }
        #expect(matching.count == 1)
        #expect(matching.map { hex(HashTree.labeled(Array("websocket".utf8), $0).digest.bytes) } == [certifiedData])
    }

    /// All binary shapes over some nodes.
    private static func orders(_ nodes: ArraySlice<HashTree>) -> [HashTree] {
        if nodes.count == 1 { return Array(nodes) }
        return nodes.indices.dropFirst().flatMap { split in
            orders(nodes[..<split]).flatMap { left in orders(nodes[split...]).map { .fork(left, $0) } }
        }
    }
}

/// What a local replica and a canister of the released library sent.
@Suite("A real message with its tree and certificate")
struct RealMessage {
    private let content = bytes(
        "d9d9f7a56a636c69656e745f6b6579a270636c69656e745f7072696e636970616c581db5d60075aa2a65184b"
            + "85d6f66c19a53c4ed80273c484222a52e80e30026c636c69656e745f6e6f6e63651b055af797bb85950e6c73"
            + "657175656e63655f6e756d016974696d657374616d701b179f3ab61f182c6c7269735f736572766963655f6d"
            + "657373616765f567636f6e74656e7458894449444c066b04fdbd95cc0101bfd397b409038ff2d1ef0a049eb7"
            + "f0ad0b036c01ebb49ce903026c02fa80a2940568bbd1eacd0e786c01d888abb90a786c01c49ff4e40f056b04"
            + "cdc2dabb047fc9c68ea0057fd7aba29c0a7f999dafab0d7f010000011db5d60075aa2a65184b85d6f66c19a5"
            + "3c4ed80273c484222a52e80e30020e9585bb97f75a05")
    private let tree = bytes(
        "d9d9f7830249776562736f636b657483025854737164666c2d6d72346b6d2d3268666a792d67616a716f2d78"
            + "717668372d6866346d662d6e726134692d336974366c2d6e656177342d736f6f6c772d7461655f3030303030"
            + "3030303030303030303030303030308203582017591ba8714082846a76a1709b8fe042c894ce2f371a5e1c68"
            + "907afe88c0ba5e")
    private let certificate = bytes(
        "d9d9f7a2647472656583018301830183024863616e6973746572830183024a80000000001000000101830183"
            + "0183024e6365727469666965645f6461746182035820e17d2f5533250b07d0cac69dd789e9b123aabf7663e3"
            + "f91817567a0fe789a3028204582073cfb1430ef73ab885c27fd576cd8baba82d936234c18a872e75a690c636"
            + "9be782045820033ceb4a3ee94c0447ef8c00e1901f5c168c6230684f759c98a13dc47a921bed8204582085e4"
            + "8bc6d000256b6d92382c12e88b3143418269dce4335a3a7c93041eca86d782045820f45245b933d677e216d0"
            + "aeef13549138b6fdb775f2eaa1fa19f0a160a230131082045820c63979474a02d2e05c5007ca926d4bdc78c0"
            + "63a648f6295935cbb4154f294058830182045820c6cb372d626abbdde6f455d99734ed4fba658753d6907f12"
            + "1a0bb01ab67e9ea883024474696d65820349ecd8e0f8e1d6cecf17697369676e617475726558308cb526c30c"
            + "54b2e9ff59bbd4175c4af2d379dabd2583d6202c8a2ef60526e138db66c70cc32012b0050b12fb4de7f04e")
    private let certifiedData = "e17d2f5533250b07d0cac69dd789e9b123aabf7663e3f91817567a0fe789a302"
    private let key = ReleasedLibraryTrees.gateway + "00000000000000000000"

    @Test("is certified by the tree, and the tree by the certificate")
    func chain() throws {
        let tree = try HashTree(decoding: tree)
        #expect(hex(tree.digest.bytes) == certifiedData)
        #expect(tree.encoded == self.tree)
        let hash = SHA256.hash(content)
        #expect(hex(hash.bytes) == "17591ba8714082846a76a1709b8fe042c894ce2f371a5e1c68907afe88c0ba5e")
        #expect(tree.lookup([Array("websocket".utf8), Array(key.utf8)]) == .found(hash.bytes))
        #expect(tree.lookup([Array("websocket".utf8)]) == .notALeaf)

        guard case .tagged(55799, let map) = try CBORValue(decoding: certificate), let stateTree = map["tree"] else {
            Issue.record("no certificate")
            return
        }
        let state = try HashTree(decoding: stateTree.encoded)
        #expect(hex(state.digest.bytes) == "ac33d8ae10c7f98903e4b919118f80d8f9e85d5f355c2ec9c21a195f314853d2")
        let path = [Array("canister".utf8), bytes("80000000001000000101"), Array("certified_data".utf8)]
        #expect(state.lookup(path) == .found(bytes(certifiedData)))
        #expect(state.lookup([Array("time".utf8)]) == .found(bytes("ecd8e0f8e1d6cecf17")))
    }

    @Test("has the tree that our log and root write for it")
    func same() {
        var logs = CertifiedLogMap()
        let prefix = Array(ReleasedLibraryTrees.gateway.utf8)
        #expect(throws: Never.self) { try logs.add(prefix) }
        logs.append(valueDigest: SHA256.hash(content), to: prefix)
        var root = CertifiedRoot()
        root.set("websocket", logs.root() ?? HashTreeDigest.empty)
        #expect(hex(root.digest.bytes) == certifiedData)
        var writer = ByteWriter()
        let isWritten = root.writeWitness(of: "websocket", to: &writer) { out in
            logs.writeWitness(of: 0..<1, in: prefix, to: &out)
        }
        #expect(isWritten)
        #expect(writer.bytes == tree)
    }
}
