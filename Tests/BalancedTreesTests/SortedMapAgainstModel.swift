import Testing
import TestSupport

@testable import BalancedTrees

@Suite("A sorted map does what a sorted array of pairs does")
struct SortedMapAgainstModel {
    @Test("through random insertions, changes and removals", arguments: 1...8 as ClosedRange<UInt64>)
    func random(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var map = SortedMap<Int, UInt64>()
        var model: [Int: UInt64] = [:]
        // Few keys meet often, many make the tree high; both have to work.
        let keys = 1...Int([8, 40, 400, 4000][Int(seed % 4)])
        for step in 0..<3000 {
            let key = Int.random(in: keys, using: &random)
            let value = random.next()
            switch Int.random(in: 0..<5, using: &random) {
            case 0, 1:
                #expect(map.insert(value, for: key) == model.updateValue(value, forKey: key))
            case 2:
                let changed = map.withValue(of: key) { held in
                    held = value
                    return true
                }
                #expect((changed == true) == (model[key] != nil))
                if model[key] != nil { model[key] = value }
            case 3:
                map.withValue(of: key, orInserting: 1) { held in held &+= value }
                model[key, default: 1] &+= value
            default:
                #expect(map.remove(key) == model.removeValue(forKey: key))
            }
            #expect(map.count == model.count)
            if step % 97 == 0 { expectSame(map, model, keys) }
        }
        expectSame(map, model, keys)
    }

    private func expectSame(_ map: borrowing SortedMap<Int, UInt64>, _ model: [Int: UInt64], _ keys: ClosedRange<Int>) {
        let sorted = model.sorted { $0.key < $1.key }
        var visited: [(Int, UInt64)] = []
        map.forEach { key, value in visited.append((key, value)) }
        #expect(visited.map(\.0) == sorted.map(\.key))
        #expect(visited.map(\.1) == sorted.map(\.value))
        #expect(map.first?.key == sorted.first?.key)
        #expect(map.last?.value == sorted.last?.value)
        for key in [keys.lowerBound - 1, keys.lowerBound, keys.count / 2, keys.upperBound, keys.upperBound + 1] {
            #expect(map[key] == model[key])
            #expect(map.contains(key) == (model[key] != nil))
            #expect(map.readValue(of: key) { $0 } == model[key])
            #expect(map.first(after: key)?.key == sorted.first { $0.key > key }?.key)
            #expect(map.first(from: key)?.value == sorted.first { $0.key >= key }?.value)
            #expect(map.last(before: key)?.key == sorted.last { $0.key < key }?.key)
        }
        #expect(isSound(map.shape.top) == map.count)
    }

    /// The number of nodes of a subtree whose order, links, heights and balance are right; `nil` otherwise.
    private func isSound(_ node: SortedMap<Int, UInt64>.Link?, parent: SortedMap<Int, UInt64>.Link? = nil) -> Int? {
        guard let node else { return 0 }
        let (left, right) = (node.pointee.left, node.pointee.right)
        guard node.pointee.parent == parent, let before = isSound(left, parent: node),
            let behind = isSound(right, parent: node)
        else { return nil }
        let (leftHeight, rightHeight) = (left?.pointee.height ?? 0, right?.pointee.height ?? 0)
        guard abs(leftHeight - rightHeight) <= 1, node.pointee.height == max(leftHeight, rightHeight) + 1 else {
            return nil
        }
        if let left, key(left) >= key(node) { return nil }
        if let right, key(right) <= key(node) { return nil }
        return before + behind + 1
    }

    private func key(_ link: SortedMap<Int, UInt64>.Link) -> Int { SortedMap<Int, UInt64>.node(link).pointee.key }

    @Test("whatever the order of insertion, with logarithmic height", arguments: [false, true])
    func sortedInput(descending: Bool) {
        var map = SortedMap<Int, Int>()
        for index in 0..<10_000 { map.insert(index, for: descending ? -index : index) }
        let height = map.shape.top?.pointee.height ?? 0
        // 1.44 * log2(10,000) = 19.1
        #expect((13...19).contains(height))
        while map.count > 10 { map.removeFirst() }
        let rest = map.shape.top?.pointee.height ?? 0
        #expect((4...5).contains(rest))
    }
}
