import CanisterExecution
import Testing

@Suite("Passing time")
struct PassingTimeTests {
    private let subnets = TestSubnet()

    /// Notes when its timer, its heartbeat and its reject callback run. `arm` sets the timer, `ask` calls a stand-in
    /// that never answers, for 2 seconds.
    private func installNoting() throws -> HostedCanister {
        func note(_ name: String) -> ScriptedGuest.Script {
            { machine, _ throws(Trap) in try machine.print("\(name) \(machine.call(.time))") }
        }
        subnets.subnet.setHostCanister(user(40)) { _ in .later }
        return try subnets.install(
            [
                "canister_update arm": { machine, _ throws(Trap) in
                    try machine.call(.globalTimerSet, UInt64(machine.argument()[0]) * 1_000)
                    try machine.reply()
                },
                "canister_update ask": { machine, _ throws(Trap) in try machine.send(user(40), "any", timeout: 2) },
                "canister_global_timer": note("timer"),
                "canister_heartbeat": note("beat"),
            ],
            callbacks: [
                2: { machine, _ throws(Trap) in
                    try machine.print("expired \(machine.call(.time))")
                    try machine.reply()
                }
            ])
    }

    private func log(_ canister: HostedCanister) -> [String] { canister.log.records.map(\.content) }

    @Test("stops at timers and at deadlines, each at its very time")
    func stopsAtEvents() throws {
        let canister = try installNoting()
        subnets.call(canister, "arm", [5])
        let id = subnets.subnet.submit(canister.id, "ask", [], from: user(7))
        subnets.subnet.run()
        #expect(subnets.subnet.passTime(3_000_000_000))
        #expect(log(canister) == ["timer 5000", "expired 2000001000"])
        #expect(subnets.subnet.time == 3_000_001_000)
        #expect(subnets.subnet.takeResult(of: id) == .reply([]))
    }

    @Test("runs heartbeats at the ends of rounds, where rounds are asked for")
    func rounds() throws {
        let canister = try installNoting()
        subnets.call(canister, "arm", [5])
        #expect(subnets.subnet.passTime(2_000))
        #expect(subnets.subnet.passTime(3_500, rounds: 1_000))
        #expect(log(canister) == ["beat 4000", "timer 5000", "beat 5000", "beat 6000"])
        #expect(subnets.subnet.time == 6_500)
        #expect(subnets.subnet.passTime(5, rounds: 0), "rounds without length are none")
        #expect(log(canister).count == 4)
    }

    @Test("goes to the next timer alone; those of one time fire in the order of their principals")
    func nextTimer() throws {
        let canisters = try (0..<3).map { _ in try installNoting() }
        for (canister, time) in zip(canisters, [9, 5, 9] as [UInt8]) { subnets.call(canister, "arm", [time]) }
        let order = [1, 0, 2].map { canisters[$0].id }
        #expect(subnets.subnet.armedTimers.map(\.canister) == order)
        #expect(subnets.subnet.armedTimers.map(\.time) == [5_000, 9_000, 9_000])
        #expect((0..<3).map { _ in subnets.subnet.fireNextTimer()?.canister } == order)
        #expect(subnets.subnet.time == 9_000)
        #expect(subnets.subnet.fireNextTimer() == nil)
        #expect(canisters.map(log) == [["timer 9000"], ["timer 5000"], ["timer 9000"]])
    }

    @Test("tells the time of each execution, and the calls that a stand-in left for later")
    func tells() throws {
        let canister = try installNoting()
        let outcome = subnets.subnet.call(canister.id, "ask", [], from: user(7))
        subnets.subnet.advanceTime(by: 10)
        _ = subnets.subnet.submit(canister.id, "ask", [], from: user(7))
        subnets.subnet.run()
        #expect(outcome.executions.map(\.time) == [1_000])
        let waiting = subnets.subnet.unansweredCalls(of: user(40))
        #expect(waiting.map(\.deadline) == [2_000_001_000, 2_000_001_010])
        subnets.subnet.answer(waiting[0].id, with: .reply([]))
        #expect(subnets.subnet.unansweredCalls(of: user(40)).map(\.id) == [waiting[1].id])
        #expect(subnets.subnet.unansweredCalls(of: user(41)).isEmpty)
    }

    @Test("a stand-in gets a principal that nobody has")
    func standIn() throws {
        let canister = try installNoting()
        let id = try subnets.subnet.addHostCanister { _ in .reply([1]) }
        #expect(id != canister.id)
        #expect(try subnets.subnet.createCanister(controllers: []).id != id)
        #expect(subnets.subnet.call(id, "any", [], from: user(7)).result == .reply([1]))
        #expect(throws: Reject.self) { try subnets.subnet.addHostCanister(canister.id) { _ in .later } }
        #expect(throws: Reject.self) { try subnets.subnet.addHostCanister(id) { _ in .later } }
    }
}
