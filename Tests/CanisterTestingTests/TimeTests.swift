import Candid
import CanisterExecution
import CanisterTesting
import Testing

@Suite("Time in a test")
struct TimeTests {
    let shop: TestCanister
    let start: UInt64
    private let second: UInt64 = 1_000_000_000

    init() throws {
        shop = try TestCanister(Shop.self)
        start = shop.time
        try shop.update("remind", returning: Void.self)
    }

    @Test("goes from timer to timer, one at a time")
    func oneByOne() {
        #expect(shop.armedTimers == [ArmedTimer(canister: shop.id, time: start + 5 * second)])
        #expect(shop.fireNextTimer()?.time == start + 5 * second)
        #expect(shop.time == start + 5 * second)
        #expect(shop.executions.map(\.context) == [.systemTask, .update, .rejectCallback])
        #expect(shop.executions[1].entryPoint == "canister_update <swift-canister> run_timer")
        #expect(shop.log == ["[TRAP]: the first reminder fails"], "and the second one is not lost by it")

        #expect(shop.globalTimer == start + 9 * second)
        #expect(shop.fireNextTimer() == ArmedTimer(canister: shop.id, time: start + 9 * second))
        #expect(shop.log.last == "reminded at \(start + 9 * second)")
        #expect(shop.fireNextTimer() == nil)
        #expect(shop.globalTimer == 0)
    }

    @Test("tells the timers of all canisters, and fires those that are late in their order")
    func severalCanisters() throws {
        let other = try TestCanister(Shop.self, on: shop.subnet)
        shop.subnet.advanceTime(by: 2 * second)
        try other.update("remind", returning: Void.self)
        #expect(shop.armedTimers.map(\.canister) == [shop.id, other.id])
        #expect(shop.armedTimers.map(\.time) == [start + 5 * second, start + 7 * second])
        shop.subnet.advanceTime(by: 60 * second)
        #expect(shop.fireNextTimer()?.canister == shop.id)
        #expect(shop.time == start + 62 * second, "time does not go back to a timer that is late")
        try other.stop()
        #expect(shop.armedTimers == [], "one is off, the other's canister takes no calls")
        try other.start()
        #expect(shop.fireNextTimer()?.canister == other.id)
    }

    @Test("stands still in a message and all that follows from it")
    func standsStill() throws {
        shop.advance(by: .seconds(20))
        #expect(shop.time == start + 20 * second)
        #expect(Set(shop.executions.map(\.time)) == [start + 5 * second, start + 9 * second])
        #expect(shop.log.last == "reminded at \(start + 9 * second)")
        let before = shop.time
        _ = try shop.update("visit", [shop.id, shop.id], returning: [Principal].self)
        #expect(Set(shop.executions.map(\.time)) == [before])
        #expect(shop.time == before)
    }

    @Test("has no end that could be passed")
    func longest() {
        shop.advance(by: .seconds(-3))
        #expect(shop.time == start)
        shop.advance(by: .seconds(Int64.max))
        #expect(shop.time == .max)
        #expect(shop.armedTimers == [])
    }

    @Test("brings heartbeats only where they are asked for")
    func heartbeats() throws {
        #expect(shop.heartbeat())
        #expect(shop.log == ["beat 1 at \(start)"])
        #expect(shop.executions.map(\.entryPoint) == ["canister_heartbeat"])
        shop.advance(by: .seconds(2))
        #expect(shop.log.count == 1)
        shop.advance(by: .milliseconds(2_500), heartbeatsEvery: .seconds(1))
        #expect(shop.log.suffix(2) == ["beat 2 at \(start + 3 * second)", "beat 3 at \(start + 4 * second)"])
        #expect(shop.time == start + 4_500_000_000)
        shop.advance(by: .seconds(2), heartbeatsEvery: .seconds(1))
        #expect(shop.log.suffix(3) == [
            "[TRAP]: the first reminder fails", "beat 4 at \(start + 5_500_000_000)",
            "beat 5 at \(start + 6_500_000_000)",
        ])
        try shop.stop()
        #expect(!shop.heartbeat())
        let counter = try TestCanister(Counter.self)
        #expect(!counter.heartbeat(), "it has none")
    }
}
