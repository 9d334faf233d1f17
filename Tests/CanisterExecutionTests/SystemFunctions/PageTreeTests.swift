import Testing
import TestSupport

@testable import CanisterExecution

@Suite("Trees of pages")
struct PageTreeTests {
    @Test("hold what a dictionary holds, and their copies what it held then")
    func modelled() {
        var random = SplitMix64(seed: 5)
        var tree = PageTree()
        var model: [UInt64: [UInt8]] = [:]
        var copies: [(PageTree, [UInt64: [UInt8]])] = []
        for step in 0..<2_000 {
            // Near each other and far away.
            let number = random.next() % 2 == 0 ? random.next() % 70 : random.next() % PageTree.limit
            let page = random.next() % 4 == 0 ? nil : [UInt8(truncatingIfNeeded: step)]
            let chosen = random.next() % 3 == 0 ? model.keys.sorted().first ?? number : number
            tree[chosen] = page
            model[chosen] = page
            #expect(tree[chosen] == page)
            if step % 200 == 0 { copies.append((tree, model)) }
        }
        copies.append((tree, model))
        for (tree, model) in copies {
            #expect(tree.count == model.count)
            var numbers: [UInt64] = []
            tree.forEach { number, page in
                numbers.append(number)
                #expect(model[number] == page)
            }
            #expect(numbers == model.keys.sorted())
        }
        for (one, other) in zip(copies, copies.dropFirst()) {
            var patched = one.1
            other.0.forEachDifference(from: one.0) { number, page in patched[number] = page }
            #expect(patched == other.1)
        }
    }

    @Test("name between two copies only what differs")
    func differences() {
        var tree = PageTree()
        for number in 0..<500 as Range<UInt64> { tree[number * 77] = [1] }
        let before = tree
        tree[77] = [2]
        tree[154] = nil
        tree[5] = [3]
        var found: [UInt64: [UInt8]?] = [:]
        tree.forEachDifference(from: before) { number, page in found[number] = .some(page) }
        #expect(found == [77: [2], 154: nil, 5: [3]])
        #expect(before[77] == [1] && before.count == 500 && tree.count == 500)
        tree.forEachDifference(from: tree) { _, _ in Issue.record("a tree differs from itself") }
    }

    @Test("have no room beyond their limit")
    func limits() {
        var tree = PageTree()
        tree[PageTree.limit] = [1]
        #expect(tree.count == 0 && tree[PageTree.limit] == nil && tree[.max] == nil)
    }
}
