import Bytes
import CBOR
import Certification
import SHA256
import Testing
import TestSupport

@Suite("Hash trees from outside")
struct HostileTrees {
    private static let prefix = Array(ReleasedLibraryTrees.gateway.utf8)

    private func witness() -> [UInt8] {
        var log = CertifiedLog(keyPrefix: Self.prefix)
        for index in 0..<21 { log.append(valueDigest: SHA256.hash([UInt8(index)])) }
        return log.witness(of: 5..<8).encoded
    }

    @Test("end with an error wherever they are cut")
    func cut() throws {
        let whole = witness()
        for end in 0..<whole.count {
            let error = #expect(throws: HashTreeError.self) { _ = try HashTree(decoding: Array(whole[..<end])) }
            guard case .encoding = error else {
                Issue.record("cut at \(end): \(String(describing: error))")
                continue
            }
        }
        #expect(throws: HashTreeError.encoding(.trailingBytes(offset: whole.count, count: 1))) {
            _ = try HashTree(decoding: whole + [0])
        }
    }

    @Test("with a bit flipped are errors, or trees of another digest")
    func flipped() throws {
        let whole = witness()
        let digest = try HashTree(decoding: whole).digest
        // The first three bytes are the tag, which the digest does not cover.
        for bit in 24..<(whole.count * 8) {
            var damaged = whole
            damaged[bit / 8] ^= 1 << UInt8(bit % 8)
            do throws(HashTreeError) {
                let tree = try HashTree(decoding: damaged)
                #expect(tree.digest != digest, "bit \(bit)")
                _ = tree.isWellFormed
                for index in 0..<21 as Range<UInt8> {
                    _ = tree.lookup([Self.prefix + [index]])
                }
            } catch {
                #expect(!error.description.isEmpty)
            }
        }
    }

    @Test("of random bytes never stop the decoder", arguments: 1...20 as ClosedRange<UInt64>)
    func random(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        // Bytes that nodes are made of come often, so that some get deep.
        let common: [UInt8] = [0x83, 0x82, 0x81, 0x01, 0x02, 0x03, 0x04, 0x00, 0x41, 0x58, 0x20, 0x9f, 0xff]
        var trees = 0
        for _ in 0..<500 {
            let bytes = (0..<Int.random(in: 0..<60, using: &random)).map { _ in
                Bool.random(using: &random)
                    ? common[Int.random(in: common.indices, using: &random)] : UInt8(truncatingIfNeeded: random.next())
            }
            if let tree = try? HashTree(decoding: bytes) {
                trees += 1
                #expect((try? HashTree(decoding: tree.encoded)) == tree)
            }
        }
        #expect(trees < 500)
    }

    static let malformed: [(hex: String, error: HashTreeError)] = [
        ("", .encoding(.endOfInput(offset: 0, expected: .array))),
        ("80", .encoding(.endOfInput(offset: 1, expected: .unsigned))),
        ("8105", .unknownNode(offset: 0, kind: 5)),
        ("820000", .wrongArity(offset: 0, expected: 1, found: 2)),
        ("82018100", .wrongArity(offset: 0, expected: 3, found: 2)),
        ("8401810081008100", .wrongArity(offset: 0, expected: 3, found: 4)),
        ("82024161", .wrongArity(offset: 0, expected: 3, found: 2)),
        ("8303414161", .wrongArity(offset: 0, expected: 2, found: 3)),
        ("83044100", .wrongArity(offset: 0, expected: 2, found: 3)),
        ("8304", .encoding(.lengthBeyondEnd(offset: 0, length: 3, remaining: 1))),
        ("82044100", .digestLength(offset: 0, found: 1)),
        ("820440", .digestLength(offset: 0, found: 0)),
        ("830101818100", .encoding(.unexpected(offset: 2, expected: .array, found: 1))),
        ("8302616181 00", .encoding(.unexpected(offset: 2, expected: .bytes, found: 0x61))),
        ("820300", .encoding(.unexpected(offset: 2, expected: .bytes, found: 0))),
        ("9f00ff", .encoding(.indefiniteLength(offset: 0))),
        ("8203 5f4100ff", .encoding(.indefiniteLength(offset: 2))),
        ("d9d9f7d9d9f78100", .encoding(.unexpected(offset: 3, expected: .array, found: 0xd9))),
        ("c18100", .encoding(.unexpected(offset: 0, expected: .array, found: 0xc1))),
        ("8120", .encoding(.unexpected(offset: 1, expected: .unsigned, found: 0x20))),
    ]

    @Test("of a wrong form are refused with the place and the reason", arguments: malformed)
    func forms(hex: String, error: HashTreeError) {
        #expect(throws: error) { _ = try HashTree(decoding: bytes(hex)) }
        #expect(!error.description.isEmpty)
    }

    @Test("are held to a depth and a number of nodes")
    func limits() throws {
        func chain(_ levels: Int) -> [UInt8] {
            [UInt8]((0..<levels).flatMap { _ in [0x83, 0x02, 0x40] as [UInt8] }) + [0x81, 0x00]
        }
        _ = try HashTree(decoding: chain(127))
        #expect(throws: HashTreeError.tooDeep(offset: 128 * 3, limit: 128)) {
            _ = try HashTree(decoding: chain(128))
        }
        #expect(throws: HashTreeError.tooDeep(offset: 128 * 3, limit: 128)) {
            _ = try HashTree(decoding: chain(100_000))
        }
        #expect(HashTreeLimits(depth: 1_000_000).depth == 512)
        _ = try HashTree(decoding: chain(511), limits: HashTreeLimits(depth: 512))
        _ = try HashTree(decoding: chain(9), limits: HashTreeLimits(nodes: 10))
        #expect(throws: HashTreeError.tooManyNodes(offset: 30, limit: 10)) {
            _ = try HashTree(decoding: chain(10), limits: HashTreeLimits(nodes: 10))
        }
    }

    @Test("prove an absence only if they are well formed")
    func wellFormed() {
        func label(_ text: String) -> HashTree { .labeled(Array(text.utf8), .leaf([])) }
        #expect(HashTree.fork(label("a"), label("b")).isWellFormed)
        #expect(HashTree.leaf([1]).isWellFormed)
        #expect(HashTree.fork(.fork(.empty, .empty), label("a")).isWellFormed)
        #expect(!HashTree.fork(label("b"), label("a")).isWellFormed)
        #expect(!HashTree.fork(label("a"), label("a")).isWellFormed)
        #expect(!HashTree.fork(label("ab"), .fork(.pruned(HashTreeDigest.empty), label("aa"))).isWellFormed)
        #expect(!HashTree.fork(.leaf([]), label("a")).isWellFormed)
        #expect(!HashTree.fork(.leaf([]), .leaf([])).isWellFormed)
        #expect(!HashTree.labeled([0], .fork(label("b"), label("a"))).isWellFormed)
    }

    @Test("stand inside certificates without a tag and with bytes after them")
    func inner() throws {
        var reader = CBORReader(bytes("82034101 00"))
        #expect(try HashTree(from: &reader) == .leaf([1]))
        #expect(try reader.readUnsigned() == 0)
    }
}
