import CanisterExecution
import Testing

@Suite("Instruction limits")
struct LimitTests {
    @Test(
        "follow from the context",
        arguments: [
            (.update, 40_000_000_000), (.replyCallback, 40_000_000_000), (.cleanup, 40_000_000_000),
            (.systemTask, 40_000_000_000), (.nonReplicatedQuery, 5_000_000_000), (.compositeQuery, 5_000_000_000),
            (.initialize, 300_000_000_000), (.start, 300_000_000_000), (.inspectMessage, 200_000_000),
        ] as [(ExecutionContext, UInt64)])
    func followContext(context: ExecutionContext, limit: UInt64) {
        #expect(bench(context).execution.instructionLimit == limit)
    }

    @Test("end an update, which is charged for what it used")
    func endUpdate() throws {
        var limits = ResourceLimits()
        limits.updateInstructions = 1_000
        let subnets = TestSubnet(limits: limits)
        let canister = try subnets.install([
            "canister_update endless": { machine, guest throws(Trap) in
                guest.heap["reached"] = 1
                while true { try machine.call(.time) }
            }
        ])
        let outcome = subnets.subnet.call(canister.id, "endless", [], from: user(7))
        #expect(outcome.result.reject?.errorCode?.rawValue == "IC0522")
        // The calls themselves count for as much as the scripts count.
        #expect(outcome.executions.first?.instructions == 600)
        #expect(outcome.executions.first?.systemInstructions == 600)
        #expect(canister.heap("reached") == nil)
    }

    @Test("the second counter goes through all executions of a call")
    func countThroughCall() throws {
        let subnets = TestSubnet()
        let canister = try subnets.install(
            [
                "canister_update ask": { machine, _ throws(Trap) in
                    try machine.send(.managementCanister, "raw_rand")
                }
            ],
            callbacks: [
                1: { machine, guest throws(Trap) in
                    guest.heap["own"] = Int(try machine.call(.performanceCounter, 0))
                    guest.heap["all"] = Int(try machine.call(.performanceCounter, 1))
                    try machine.reply()
                }
            ])
        let outcome = subnets.subnet.call(canister.id, "ask", [], from: user(7))
        #expect(canister.heap("own") == 100)
        #expect(canister.heap("all") == 200 + Int(outcome.executions[0].instructions))
    }

    @Test("the executions that are remembered are bounded")
    func bounded() throws {
        var configuration = SubnetConfiguration(id: user(99))
        configuration.rememberedExecutions = 5
        let subnet = Subnet(configuration)
        let canister = try subnet.createCanister(controllers: [])
        try subnet.install(
            ScriptedGuest(["canister_update work": { machine, _ throws(Trap) in try machine.reply() }]),
            in: canister.id, argument: [], caller: user(1))
        for _ in 0..<40 { _ = subnet.call(canister.id, "work", [], from: user(7)) }
        #expect(subnet.executions.count <= 10 && subnet.executions.count >= 5)
    }
}
