import Bytes
import Certification
import SHA256
import Testing
import TestSupport

@Suite("A certified log has the root of its tree")
struct LogRoots {
    private static let prefix = Array(ReleasedLibraryTrees.gateway.utf8)

    private func value(_ index: Int) -> Digest { SHA256.hash(Array("m\(index)".utf8)) }

    @Test("for the known entries of five messages")
    func vector() {
        var log = CertifiedLog(keyPrefix: Self.prefix)
        let none = log.root()
        #expect(none == nil)
        for index in 0..<5 {
            let got = log.append(valueDigest: value(index))
            #expect(got == UInt64(index))
        }
        let root = log.root() ?? HashTreeDigest.empty
        #expect(hex(root.bytes) == "cf283c53f7b988543abe0b42841862b5e8784cf98a89255ba9ddf0f96de9b4a4")
        var top = CertifiedRoot()
        top.set("websocket", root)
        #expect(hex(top.digest.bytes) == "9569ef6168d5a16050cf497fdfefdd026d47dd1b3af110cc35ff6380b1cb3d1b")
    }

    @Test("after each of 300 entries, asked for now or later")
    func model() {
        var model = LogModel(prefix: Self.prefix)
        var eager = CertifiedLog(keyPrefix: Self.prefix)
        var lazy = CertifiedLog(keyPrefix: Self.prefix)
        for index in 0..<300 {
            model.values.append(value(index))
            eager.append(valueDigest: value(index))
            lazy.append(valueDigest: value(index))
            let root = eager.root()
            let expected = model.tree?.digest
            #expect(root == expected, "with \(index + 1) entries")
            guard index % 37 == 36 else { continue }
            let late = lazy.root()
            #expect(late == expected)
        }
    }

    @Test("with labels of any length before the digits", arguments: [0, 1, 43, 44, 45, 107, 108, 300])
    func prefixes(count: Int) throws {
        let prefix = [UInt8](repeating: 0x61, count: count)
        var model = LogModel(prefix: prefix)
        var log = CertifiedLog(keyPrefix: prefix)
        for index in 0..<13 {
            model.values.append(value(index))
            log.append(valueDigest: value(index))
        }
        let root = log.root()
        #expect(root == model.tree?.digest)
        let label = log.label(of: 12)
        #expect(label == model.label(12))
        var writer = ByteWriter()
        log.writeWitness(of: 3..<12, to: &writer)
        let size = log.witnessSize(of: 3..<12)
        #expect(writer.count == size)
        let tree = try HashTree(decoding: writer.bytes)
        #expect(tree.digest == root)
        #expect(tree.lookup([model.label(11)]) == .found(value(11).bytes))
    }

    @Test("that forgetting does not change")
    func forgetting() {
        var log = CertifiedLog(keyPrefix: Self.prefix)
        for index in 0..<100 { log.append(valueDigest: value(index)) }
        let root = log.root()
        let isDone = log.forget(upTo: 70, limit: 25)
        #expect(!isDone)
        let (first, next, count) = (log.firstIndex, log.nextIndex, log.count)
        #expect(first == 25)
        #expect(next == 100)
        #expect(count == 75)
        let (forgotten, kept, missing) = (log.valueDigest(at: 24), log.valueDigest(at: 25), log.valueDigest(at: 100))
        #expect(forgotten == nil)
        #expect(kept == value(25))
        #expect(missing == nil)
        var calls = 0
        while !log.forget(upTo: 1000, limit: 25) { calls += 1 }
        #expect(calls == 2)
        let (end, live, after) = (log.firstIndex, log.liveRange, log.root())
        #expect(end == 100)
        #expect(live.isEmpty)
        #expect(after == root)
        // It goes back to no earlier entry, and grows on as if nothing were forgotten.
        let nothing = log.forget(upTo: 3)
        #expect(nothing)
        var model = LogModel(prefix: Self.prefix, values: (0..<140).map { value($0) })
        for index in 100..<140 { log.append(valueDigest: value(index)) }
        let grown = log.root()
        #expect(grown == model.tree?.digest)
        model.firstIndex = 100
        let tree = log.witness(of: 0..<1000)
        for index in 0..<140 {
            let expected: HashTree.Lookup = index < 100 ? .unknown : .found(value(index).bytes)
            #expect(tree.lookup([model.label(index)]) == expected)
        }
    }
}
