import BalancedTrees
import Testing
import TestSupport

/// Sums the values, and counts how often it is asked to.
private enum SumRule: SummaryRule {
    static var isKept: Bool { true }

    static func summary(of key: Int, _ value: Item, left: Sum?, right: Sum?) -> Sum {
        value.counter.calls += 1
        return Sum(
            total: (left?.total ?? 0) + value.amount + (right?.total ?? 0),
            keys: (left?.keys ?? []) + [key] + (right?.keys ?? []))
    }

    struct Sum {
        var total: Int
        var keys: [Int]
    }
}

private final class Counter {
    var calls = 0
}

private struct Item {
    var amount: Int
    let counter: Counter
}

@Suite("A balanced tree keeps a summary of each subtree")
struct Summaries {
    @Test("that is right after any sequence of changes", arguments: 1...6 as ClosedRange<UInt64>)
    func right(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let counter = Counter()
        var tree = BalancedTree<SumRule>()
        var model: [Int: Int] = [:]
        #expect(tree.summary() == nil)
        for _ in 0..<800 {
            let key = Int.random(in: 0..<120, using: &random)
            let amount = Int.random(in: -100...100, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0:
                tree.remove(key)
                model[key] = nil
            case 1:
                tree.withValue(of: key) { $0.amount = amount }
                if model[key] != nil { model[key] = amount }
            default:
                tree.insert(Item(amount: amount, counter: counter), for: key)
                model[key] = amount
            }
            // Asking only now and then lets several changes pile up.
            guard Int.random(in: 0..<3, using: &random) == 0 else { continue }
            let summary = tree.summary()
            #expect((summary?.total ?? 0) == model.values.reduce(0, +))
            #expect((summary?.keys ?? []) == model.keys.sorted())
        }
    }

    @Test("computed anew along the changed path only")
    func cost() {
        let counter = Counter()
        var tree = BalancedTree<SumRule>()
        for key in 0..<1023 { tree.insert(Item(amount: 1, counter: counter), for: key) }
        #expect(counter.calls == 0)
        #expect(tree.summary()?.total == 1023)
        #expect(counter.calls == 1023)
        #expect(tree.summary()?.total == 1023)
        #expect(counter.calls == 1023)
        for key in [0, 511, 1022, 300] {
            counter.calls = 0
            tree.withValue(of: key) { $0.amount += 1 }
            _ = tree.summary()
            #expect((1...11).contains(counter.calls))
        }
        counter.calls = 0
        tree.remove(512)
        _ = tree.summary()
        #expect((1...16).contains(counter.calls))
    }

    @Test("which views of the tree's shape give as well")
    func views() throws {
        let counter = Counter()
        var tree = BalancedTree<SumRule>()
        for key in 0..<100 { tree.insert(Item(amount: key, counter: counter), for: key) }
        func check(_ subtree: BalancedTree<SumRule>.Subtree) -> [Int] {
            let keys = (subtree.left.map(check) ?? []) + [subtree.key] + (subtree.right.map(check) ?? [])
            #expect(subtree.summary.keys == keys)
            #expect(subtree.summary.total == keys.reduce(0, +))
            #expect(subtree.value.amount == subtree.key)
            return keys
        }
        let root = tree.root
        #expect(check(try #require(root)) == Array(0..<100))
    }
}
