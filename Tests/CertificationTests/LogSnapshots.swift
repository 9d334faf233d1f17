import Bytes
import Certification
import SHA256
import TestSupport
import Testing

@Suite("A snapshot of a certified log")
struct LogSnapshots {
    private static let prefix = Array(ReleasedLibraryTrees.gateway.utf8)

    private func value(_ index: Int) -> Digest { SHA256.hash(Array("m\(index)".utf8)) }

    private func snapshot(_ log: borrowing CertifiedLog) -> [UInt8] {
        var bytes: [UInt8] = []
        log.forEachDigestRun { bytes += $0 }
        return bytes
    }

    /// Fills an empty log. Gives the number of bytes that it took, or nil where it refused them.
    private func restore(_ log: inout CertifiedLog, _ indices: Range<UInt64>, from bytes: [UInt8]) -> Int? {
        var position = 0
        let isWhole = log.restore(firstIndex: indices.lowerBound, nextIndex: indices.upperBound) { target in
            guard target.count <= bytes.count - position else { return false }
            target.copyBytes(from: bytes[position..<(position + target.count)])
            position += target.count
            return true
        }
        return isWhole ? position : nil
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
        var restored = CertifiedLog(keyPrefix: Self.prefix)
        let size = restore(&restored, UInt64(forgotten)..<UInt64(entries), from: bytes + [1, 2, 3])
        #expect(size == bytes.count)
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
        let full = snapshot(log).count
        #expect(full < 2000 * 97 + 600)
        log.forget(upTo: 1900, limit: 10_000)
        let rest = snapshot(log).count
        #expect(rest < 112 * 97 + 4000)
    }

    @Test("makes the same tree over all logs when they come level by level", arguments: [1, 2, 3, 7, 20, 100])
    func map(count: Int) throws {
        var map = CertifiedLogMap()
        var generator = SplitMix64(seed: UInt64(count))
        var prefixes = (0..<count).map { Array("\($0)_".utf8) }
        prefixes.shuffle(using: &generator)
        for (number, prefix) in prefixes.enumerated() {
            try map.add(prefix)
            for index in 0...(number % 20) { map.append(valueDigest: value(index), to: prefix) }
        }
        // Some go, so that the shape is not that of insertions alone.
        for prefix in prefixes.prefix(count / 3) { map.remove(prefix) }
        prefixes.removeFirst(count / 3)
        let height = prefixes.compactMap { map.depth(of: $0) }.max() ?? 0
        var other = CertifiedLogMap()
        for depth in 0...height {
            for prefix in prefixes.shuffled(using: &generator) where map.depth(of: prefix) == depth {
                try other.add(prefix)
                let bytes = map.readLog(prefix) { snapshot($0) }
                let isWhole = other.withLog(prefix) { log in
                    restore(&log, 0..<map.nextIndex(of: prefix), from: bytes ?? []) != nil
                }
                #expect(isWhole == true)
            }
        }
        let (root, otherRoot) = (map.root(), other.root())
        #expect(root != nil)
        #expect(otherRoot == root)
        for prefix in prefixes {
            #expect(other.depth(of: prefix) == map.depth(of: prefix))
            let (tree, otherTree) = (map.witness(of: 0..<100, in: prefix), other.witness(of: 0..<100, in: prefix))
            #expect(otherTree == tree)
        }
        #expect(map.depth(of: Array("none".utf8)) == nil)
        #expect(map.nextIndex(of: Array("none".utf8)) == 0)
    }

    @Test("is refused where it is cut, or its indices contradict themselves")
    func damaged() {
        var log = CertifiedLog(keyPrefix: Array("gw_".utf8))
        for index in 0..<19 { log.append(valueDigest: value(index)) }
        log.forget(upTo: 5)
        let whole = snapshot(log)
        for end in 0..<whole.count {
            var other = CertifiedLog(keyPrefix: Array("gw_".utf8))
            #expect(restore(&other, 5..<19, from: Array(whole[..<end])) == nil)
        }
        var reversed = CertifiedLog(keyPrefix: [])
        let isReversed = reversed.restore(firstIndex: 19, nextIndex: 5) { _ in true }
        #expect(!isReversed)
        // An index far too great for the bytes ends the reading at once, within the limit or not.
        for end in [CertifiedLog.capacity, CertifiedLog.capacity + 1, .max] {
            var far = CertifiedLog(keyPrefix: [])
            #expect(restore(&far, 5..<end, from: whole) == nil)
        }
    }
}
