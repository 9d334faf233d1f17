import Bytes
import Certification
import SHA256
import Testing

@Suite("A snapshot of a certified log")
struct LogSnapshots {
    private static let prefix = Array(ReleasedLibraryTrees.gateway.utf8)

    private func value(_ index: Int) -> Digest { SHA256.hash(Array("m\(index)".utf8)) }

    private func snapshot(_ log: borrowing CertifiedLog) -> [UInt8] {
        var writer = ByteWriter()
        log.writeSnapshot(to: &writer)
        return writer.bytes
    }

    private static let cases = [
        (0, 0), (1, 0), (1, 1), (15, 3), (16, 0), (16, 16), (17, 16), (40, 15), (255, 240), (256, 256), (257, 1),
        (300, 299), (700, 333),
    ]

    @Test("goes on exactly where the log stood", arguments: cases)
    func resume(entries: Int, forgotten: Int) throws {
        var log = CertifiedLog(keyPrefix: Self.prefix)
        for index in 0..<entries { log.append(valueDigest: value(index)) }
        log.forget(upTo: UInt64(forgotten), limit: 10_000)
        let bytes = snapshot(log)
        #expect(bytes.count == log.snapshotSize)
        var reader = ByteReader(bytes + [1, 2, 3])
        var restored = try CertifiedLog(snapshot: &reader)
        #expect(reader.remaining == 3)
        let again = snapshot(restored)
        #expect(again == bytes)
        for step in 0..<40 {
            let (root, restoredRoot) = (log.root(), restored.root())
            #expect(restoredRoot == root)
            let range = UInt64(forgotten)..<UInt64(entries + step)
            let (tree, restoredTree) = (log.witness(of: range), restored.witness(of: range))
            #expect(restoredTree == tree)
            log.append(valueDigest: value(1000 + step))
            let index = restored.append(valueDigest: value(1000 + step))
            #expect(index == UInt64(entries + step))
        }
    }

    @Test("takes little more than the digests of the live entries")
    func size() {
        var log = CertifiedLog(keyPrefix: Self.prefix)
        for index in 0..<2000 { log.append(valueDigest: value(index & 7)) }
        let full = log.snapshotSize
        #expect(full < 2000 * 97 + 600)
        log.forget(upTo: 1900, limit: 10_000)
        let rest = log.snapshotSize
        #expect(rest < 112 * 97 + 4000)
    }

    @Test("takes its place among other logs")
    func map() throws {
        var map = CertifiedLogMap()
        var other = CertifiedLogMap()
        for name in ["b_", "a_", "c_", "empty_"] { try map.add(Array(name.utf8)) }
        for index in 0..<50 { map.append(valueDigest: value(index), to: Array((index % 3 == 0 ? "a_" : "c_").utf8)) }
        var writer = ByteWriter()
        var last: [UInt8]?
        while let next = map.prefix(after: last) {
            map.readLog(next) { $0.writeSnapshot(to: &writer) }
            last = next
        }
        var reader = ByteReader(writer.bytes)
        while !reader.isAtEnd { try other.add(CertifiedLog(snapshot: &reader)) }
        let (root, otherRoot) = (map.root(), other.root())
        // The balance of the map is another, as the logs came in another order; the logs are the same.
        #expect(root != nil && otherRoot != nil)
        for name in ["a_", "c_"] {
            let prefix = Array(name.utf8)
            let tree = other.witness(of: 0..<100, in: prefix)
            #expect(tree.digest == otherRoot)
            let (one, two) = (map.withLog(prefix) { $0.root() }, other.withLog(prefix) { $0.root() })
            #expect(one != nil)
            #expect(one == two)
        }
        let error = #expect(throws: CertifiedLogMapError.self) { try other.add(CertifiedLog(keyPrefix: [0x61])) }
        #expect(error == .overlaps(Array("a_".utf8)))
    }

    @Test("is refused where it is cut, of another layout, or contradicts itself")
    func damaged() {
        var log = CertifiedLog(keyPrefix: Array("gw_".utf8))
        for index in 0..<19 { log.append(valueDigest: value(index)) }
        log.forget(upTo: 5)
        let whole = snapshot(log)
        for end in 0..<whole.count {
            var reader = ByteReader(Array(whole[..<end]))
            let error = #expect(throws: LogSnapshotError.self) { _ = try CertifiedLog(snapshot: &reader) }
            guard case .endOfInput(let offset) = error else {
                Issue.record("cut at \(end): \(String(describing: error))")
                continue
            }
            #expect(offset <= end)
        }
        var layout = ByteReader([2] + whole.dropFirst())
        #expect(throws: LogSnapshotError.unknownLayout(offset: 0, found: 2)) { _ = try CertifiedLog(snapshot: &layout) }
        // The indices stand behind the layout, the length and the prefix.
        for (offset, byte) in [(8, UInt8(1)), (16, 2)] {
            var bytes = whole
            bytes[offset] = byte
            var reader = ByteReader(bytes)
            let error = #expect(throws: LogSnapshotError.self) { _ = try CertifiedLog(snapshot: &reader) }
            guard case .invalidIndices = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(error?.description.isEmpty == false)
        }
        // An index far too great for the bytes ends the reading at once.
        var far = whole
        far[17] = 1
        var reader = ByteReader(far)
        #expect(throws: LogSnapshotError.self) { _ = try CertifiedLog(snapshot: &reader) }
    }
}
