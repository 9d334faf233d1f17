import BalancedTrees
import Testing

@Suite("A sorted map is visited in slices")
struct Slices {
    @Test("each beginning behind the last key of the one before")
    func slices() {
        var map = SortedMap<Int, Int>()
        for index in 0..<100 { map.insert(index * index, for: index) }
        var visited: [Int] = []
        var slices = 0
        var position: Int?
        repeat {
            var left = 7
            position = map.visit(after: position) { key, _ in
                visited.append(key)
                left -= 1
                return left > 0
            }
            slices += 1
        } while position != nil
        #expect(visited == Array(0..<100))
        #expect(slices == 15)
    }

    @Test("and a slice that ends with the last entry says so")
    func end() {
        var map = SortedMap<Int, Int>()
        #expect(map.visit(after: nil) { _, _ in true } == nil)
        map.insert(0, for: 1)
        map.insert(0, for: 2)
        #expect(map.visit(after: nil) { key, _ in key < 2 } == nil)
        #expect(map.visit(after: nil) { _, _ in false } == 1)
        #expect(map.visit(after: 1) { _, _ in false } == nil)
        #expect(map.visit(after: 2) { _, _ in false } == nil)
    }
}

@Suite("A sorted map owns its values")
struct Ownership {
    private final class Counter {
        var alive = 0
    }

    private final class Tracked {
        let counter: Counter
        init(_ counter: Counter) {
            self.counter = counter
            counter.alive += 1
        }
        deinit { counter.alive -= 1 }
    }

    @Test("and lets go of each exactly once")
    func release() {
        let counter = Counter()
        do {
            var map = SortedMap<Int, Tracked>()
            for key in 0..<1000 { map.insert(Tracked(counter), for: key * 7919 % 1009) }
            #expect(counter.alive == 1000)
            for key in 0..<500 { map.remove(key) }
            let inserted = map.count
            #expect(counter.alive == inserted)
            map.insert(Tracked(counter), for: 700)
            #expect(counter.alive == map.count)
            map.removeAll()
            #expect(counter.alive == 0)
            let (isEmpty, first) = (map.isEmpty, map.first)
            #expect(isEmpty)
            #expect(first == nil)
            for key in 0..<10 { map.insert(Tracked(counter), for: key) }
            _ = map.removeFirst()
            #expect(counter.alive == 9)
        }
        #expect(counter.alive == 0)
    }

    private enum Refusal: Error, Equatable { case refused(Int) }

    @Test("and passes on the errors of those it lends them to")
    func errors() {
        var map = SortedMap<Int, Int>()
        map.insert(5, for: 1)
        #expect(throws: Refusal.refused(5)) {
            try map.withValue(of: 1) { (value: inout Int) throws(Refusal) -> Void in
                throw Refusal.refused(value)
            }
        }
        #expect(map[1] == 5)
    }
}
