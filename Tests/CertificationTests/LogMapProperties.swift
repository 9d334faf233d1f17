import Bytes
import Certification
import SHA256
import Testing
import TestSupport

@Suite("Certified logs under one root")
struct LogMapProperties {
    private static func prefix(_ number: Int) -> [UInt8] {
        // Prefixes that differ early, late, and in length, and none of which another begins with.
        Array("\(String(UInt64(number) &* 0x9e37_79b9_7f4a_7c15, radix: 36))-gateway_".utf8)
    }

    @Test("stay provable through any sequence of changes", arguments: 1...10 as ClosedRange<UInt64>)
    func random(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var map = CertifiedLogMap()
        var model: [Int: LogModel] = [:]
        for step in 0..<400 {
            let number = Int.random(in: 0..<Int(2 + seed * 2), using: &random)
            let prefix = Self.prefix(number)
            switch Int.random(in: 0..<12, using: &random) {
            case 0, 1:
                if model[number] == nil {
                    try map.add(prefix)
                    model[number] = LogModel(prefix: prefix)
                } else {
                    let error = #expect(throws: CertifiedLogMapError.self) { try map.add(prefix) }
                    #expect(error == .exists)
                }
            case 2:
                let removed = map.remove(prefix)
                #expect(removed == (model.removeValue(forKey: number) != nil))
            case 3, 4:
                let upTo = Int.random(in: 0...40, using: &random)
                let isDone = map.withLog(prefix) { $0.forget(upTo: UInt64(upTo), limit: 1000) }
                #expect((isDone == nil) == (model[number] == nil))
                if let log = model[number] {
                    model[number]?.firstIndex = max(log.firstIndex, min(upTo, log.values.count))
                }
            default:
                for _ in 0..<Int.random(in: 1...6, using: &random) {
                    let value = SHA256.hash(Array("\(random.next())".utf8))
                    let index = map.append(valueDigest: value, to: prefix)
                    #expect(index == model[number].map { UInt64($0.values.count) })
                    model[number]?.values.append(value)
                }
            }
            let count = map.count
            #expect(count == model.count)
            if step % 8 == 0 { try check(&map, model, &random) }
        }
    }

    private func check(_ map: inout CertifiedLogMap, _ model: [Int: LogModel], _ random: inout SplitMix64) throws {
        let root = map.root()
        #expect((root == nil) == model.values.allSatisfy { $0.values.isEmpty })
        guard let root, let (_, log) = model.randomElement(using: &random) else { return }
        let first = Int.random(in: 0...log.values.count, using: &random)
        let end = Int.random(in: first...log.values.count + 2, using: &random)
        let range = UInt64(first)..<UInt64(end)

        let tree = map.witness(of: range, in: log.prefix)
        #expect(tree.digest == root)
        #expect(tree.isWellFormed)
        var writer = ByteWriter()
        map.writeWitness(of: range, in: log.prefix, to: &writer)
        #expect(writer.bytes == Array(tree.encoded.dropFirst(3)))
        let size = map.witnessSize(of: range, in: log.prefix)
        #expect(size == writer.count)
        #expect(try HashTree(decoding: writer.bytes) == tree)
        #expect(!tree.hasMergeablePruned)

        for other in model.values {
            for index in 0..<other.values.count + 1 {
                let isShown = other.prefix == log.prefix && index < log.values.count
                    && index >= max(first, log.firstIndex) && index < end
                let result = tree.lookup([other.label(index)])
                if isShown {
                    #expect(result == .found(other.values[index].bytes))
                } else {
                    #expect(result == .unknown || (result == .absent && index == other.values.count))
                }
            }
        }
    }

    @Test("are listed in the order of their prefixes")
    func order() throws {
        var map = CertifiedLogMap()
        for name in ["b_", "a_", "c_", "aa_"] { try map.add(Array(name.utf8)) }
        var names: [String] = []
        var last: [UInt8]?
        while let next = map.prefix(after: last) {
            names.append(String(decoding: next, as: UTF8.self))
            last = next
        }
        #expect(names == ["a_", "aa_", "b_", "c_"])
        let next = map.readLog(Array("b_".utf8)) { $0.nextIndex }
        #expect(next == 0)
        let none = map.readLog(Array("x_".utf8)) { $0.nextIndex }
        #expect(none == nil)
        map.removeAll()
        let (count, root) = (map.count, map.root())
        #expect(count == 0)
        #expect(root == nil)
    }

    @Test("have no prefix that another begins with")
    func overlaps() throws {
        var map = CertifiedLogMap()
        try map.add(Array("gate".utf8))
        try map.add(Array("gatf".utf8))
        for (name, other) in [("gateway", "gate"), ("ga", "gate"), ("gatf0", "gatf"), ("", "gate")] {
            let error = #expect(throws: CertifiedLogMapError.self) { try map.add(Array(name.utf8)) }
            #expect(error == .overlaps(Array(other.utf8)))
            #expect(error?.description.isEmpty == false)
        }
        let count = map.count
        #expect(count == 2)
    }

    @Test("of which one alone is the whole tree")
    func single() throws {
        let prefix = Array(ReleasedLibraryTrees.gateway.utf8)
        var map = CertifiedLogMap()
        var log = CertifiedLog(keyPrefix: prefix)
        try map.add(prefix)
        try map.add(Array("without entries_".utf8))
        for index in 0..<11 {
            map.append(valueDigest: SHA256.hash([UInt8(index)]), to: prefix)
            log.append(valueDigest: SHA256.hash([UInt8(index)]))
        }
        let (one, whole) = (log.root(), map.root())
        #expect(one == whole)
        let (tree, same) = (log.witness(of: 2..<9), map.witness(of: 2..<9, in: prefix))
        #expect(tree == same)
        let empty = map.witness(of: 0..<9, in: Array("without entries_".utf8))
        #expect(empty == whole.map { .pruned($0) })
    }
}
