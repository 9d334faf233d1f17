import Candid
import Testing

@testable import WebSocketGateway

@Suite("The lanes of canisters", .timeLimit(.minutes(60)))
struct CanisterLanesTests {
    private let a = GatewayFixture.canister(1)
    private let b = GatewayFixture.canister(2)
    private let c = GatewayFixture.canister(3)

    @Test("let some go of each canister, and of all together")
    func limits() {
        var lanes = CanisterLanes<String>(limit: 3, limitPerCanister: 2)
        for number in 1...4 { lanes.add("a\(number)", to: a) }
        #expect(lanes.takeReady() == ["a1", "a2"])
        for number in 1...2 { lanes.add("b\(number)", to: b) }
        #expect(lanes.takeReady() == ["b1"])
        lanes.ended(at: b)
        #expect(lanes.takeReady() == ["b2"])
        lanes.ended(at: b)
        // The other one has its share.
        #expect(lanes.takeReady() == [])
        lanes.ended(at: a)
        #expect(lanes.takeReady() == ["a3"])
    }

    @Test("take turns for places that get free")
    func turns() {
        var lanes = CanisterLanes<String>(limit: 1, limitPerCanister: 1)
        for (name, canister) in [("a", a), ("b", b), ("c", c)] {
            for number in 1...2 { lanes.add("\(name)\(number)", to: canister) }
        }
        var order: [String] = []
        var ready = lanes.takeReady()
        while let next = ready.first {
            #expect(ready.count == 1)
            order.append(next)
            lanes.ended(at: next.hasPrefix("a") ? a : next.hasPrefix("b") ? b : c)
            ready = lanes.takeReady()
        }
        #expect(Set(order.prefix(3)) == ["a1", "b1", "c1"])
        #expect(Set(order.suffix(3)) == ["a2", "b2", "c2"])
        #expect(order.count == 6)
        #expect(lanes.isEmpty)
    }

    @Test("tell what one more would wait for, and how many are under way and wait")
    func obstacles() {
        var lanes = CanisterLanes<Int>(limit: 3, limitPerCanister: 2)
        #expect(lanes.obstacle(to: a) == nil)
        for number in 1...4 { lanes.add(number, to: a) }
        _ = lanes.takeReady()
        #expect(lanes.obstacle(to: a) == .canister)
        #expect(lanes.obstacle(to: b) == nil)
        lanes.add(5, to: b)
        _ = lanes.takeReady()
        #expect(lanes.obstacle(to: a) == .all && lanes.obstacle(to: c) == .all)
        #expect(lanes.underWay == 3 && lanes.waitingCount == 2 && lanes.mostUnderWay == 2)
        lanes.ended(at: a)
        _ = lanes.takeReady()
        #expect(lanes.underWay == 3 && lanes.waitingCount == 1)
    }

    @Test("go when nothing is in them, and take no end of what did not begin")
    func empty() {
        var lanes = CanisterLanes<Int>(limit: 0, limitPerCanister: 0)
        lanes.ended(at: a)
        lanes.add(1, to: a)
        #expect(!lanes.isEmpty)
        #expect(lanes.takeReady() == [1])
        lanes.ended(at: a)
        #expect(lanes.isEmpty)
        lanes.ended(at: a)
        lanes.add(2, to: a)
        lanes.add(3, to: b)
        #expect(lanes.takeReady() == [2])
    }
}
