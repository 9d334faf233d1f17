import CanisterExecution
import Testing

@Suite("Timers and heartbeats")
struct TimerTests {
    private let subnets = TestSubnet()

    private func installTicker() throws -> HostedCanister {
        try subnets.install([
            "canister_update arm": { machine, _ throws(Trap) in
                let argument = try machine.argument()
                try machine.call(.globalTimerSet, UInt64(argument[0]) * 1_000)
                try machine.reply()
            },
            "canister_global_timer": { machine, guest throws(Trap) in
                guest.heap["fired"] = Int(try machine.call(.time))
                guest.heap["timer"] = Int(try machine.call(.globalTimerSet, 0))
                guest.heap["caller size"] = Int(try machine.call(.msgCallerSize))
            },
        ])
    }

    @Test("a timer fires once its time has come, and is off by then")
    func fires() throws {
        let canister = try installTicker()
        subnets.call(canister, "arm", [5])
        #expect(subnets.subnet.nextTimer == 5_000)
        subnets.subnet.advanceTime(to: 4_999)
        #expect(!subnets.subnet.runOneTimer())
        subnets.subnet.advanceTime(by: 1)
        #expect(subnets.subnet.runOneTimer())
        #expect(!subnets.subnet.runOneTimer())
        #expect(canister.heap("fired") == 5_000)
        #expect(canister.heap("timer") == 0)
        #expect(canister.heap("caller size") == 0)
        #expect(subnets.subnet.nextTimer == nil)
        #expect(canister.openCallContexts == 0)
    }

    @Test("time never goes back")
    func isMonotone() {
        subnets.subnet.advanceTime(to: 5_000)
        subnets.subnet.advanceTime(to: 4_000)
        #expect(subnets.subnet.time == 5_000)
    }

    @Test("a handler that traps leaves the timer off")
    func staysOffAfterTrap() throws {
        let canister = try subnets.install([
            "canister_init": { machine, _ throws(Trap) in try machine.call(.globalTimerSet, 1) },
            "canister_global_timer": { machine, _ throws(Trap) in
                try machine.call(.globalTimerSet, 1)
                try machine.trap("no")
            },
        ])
        #expect(subnets.subnet.runTimers())
        #expect(canister.globalTimer == 0)
        #expect(subnets.subnet.executions.last?.trap?.message == "no")
    }

    @Test("without a handler the timer is just switched off")
    func ignoresWithoutHandler() throws {
        let canister = try subnets.install([
            "canister_init": { machine, _ throws(Trap) in try machine.call(.globalTimerSet, 1) }
        ])
        #expect(subnets.subnet.runTimers())
        #expect(canister.globalTimer == 0)
    }

    @Test("time passes from timer to timer, with the calls that they make")
    func passesTime() throws {
        let canister = try subnets.install(
            [
                "canister_init": { machine, _ throws(Trap) in try machine.call(.globalTimerSet, 2_000) },
                "canister_global_timer": { machine, _ throws(Trap) in
                    try machine.call(.globalTimerSet, try machine.call(.time) + 1_000)
                    try machine.send(machine.execution.canister.id, "tick")
                },
                "canister_update tick": { machine, guest throws(Trap) in
                    guest.heap["times"] = (guest.heap["times"] ?? 0) * 100 + Int(try machine.call(.time) / 1_000)
                    try machine.reply()
                },
            ],
            callbacks: [1: { _, guest in guest.heap["callbacks", default: 0] += 1 }])
        #expect(subnets.subnet.passTime(3_500))
        #expect(subnets.subnet.time == 4_500)
        #expect(canister.heap("times") == 20_304)
        #expect(canister.heap("callbacks") == 3)
    }

    @Test("a timer that arms itself for now does not run forever")
    func endsBusyTimer() throws {
        _ = try subnets.install([
            "canister_init": { machine, _ throws(Trap) in try machine.call(.globalTimerSet, 1) },
            "canister_global_timer": { machine, _ throws(Trap) in try machine.call(.globalTimerSet, 1) },
        ])
        #expect(!subnets.subnet.runTimers(atMost: 20))
        #expect(subnets.subnet.executions.filter { $0.context == .systemTask }.count == 20)
    }

    @Test("heartbeat and low-memory hook run where they are exported")
    func runsSystemTasks() throws {
        let canister = try subnets.install([
            "canister_heartbeat": { machine, guest throws(Trap) in
                guest.heap["beats", default: 0] += 1
                let trap = trap { () throws(Trap) in try machine.call(.msgReply) }
                guest.heap["reply refused"] = trap == nil ? 0 : 1
            }
        ])
        #expect(subnets.subnet.heartbeat(canister.id))
        #expect(!subnets.subnet.lowMemoryHook(canister.id))
        #expect(!subnets.subnet.heartbeat(user(50)))
        #expect(canister.heap("beats") == 1)
        #expect(canister.heap("reply refused") == 1)
    }
}
