import CanisterExecution
import Testing

@Suite("Traps roll back")
struct RollbackTests {
    private let subnets = TestSubnet()

    @Test("an update that traps changes nothing, sends nothing, keeps nothing")
    func rollsBackUpdate() throws {
        let canister = try subnets.install([
            "canister_update fail": { machine, guest throws(Trap) in
                guest.heap["value"] = 1
                try machine.call(.stable64Grow, 2)
                try machine.call(.stable64Write, 0, machine.memory.put([9]), 1)
                try machine.certify([1])
                try machine.call(.globalTimerSet, 9)
                try machine.call(.cyclesBurn128, 0, 5, 64)
                try machine.print("so far")
                try machine.send(machine.execution.canister.id, "other", cycles: 10)
                try machine.reply([1])
                try machine.trap("too late")
            },
            "canister_update other": { machine, guest throws(Trap) in
                guest.heap["other"] = 1
                try machine.reply()
            },
        ])
        let version = canister.version
        let outcome = subnets.subnet.call(canister.id, "fail", [], from: user(7))
        #expect(outcome.result.reject?.trap?.message == "too late")
        #expect(outcome.executions.count == 1)
        #expect(outcome.executions[0].instructions > 1_000, "a trapped execution counts too")
        #expect(canister.heap("value") == nil)
        #expect(canister.stableMemory.pageCount == 0)
        #expect(canister.certifiedData == [])
        #expect(canister.globalTimer == 0)
        #expect(canister.cycles == 1_000_000)
        #expect(canister.version == version)
        #expect(canister.log.records.map(\.content) == ["so far", "[TRAP]: too late"])
    }

    @Test("a call that was begun and not performed gives its cycles back")
    func dropsPendingCall() throws {
        let canister = try subnets.install([
            "canister_update begin": { machine, _ throws(Trap) in
                try machine.newCall(user(50), "any")
                try machine.call(.callCyclesAdd, 500)
                try machine.reply()
            }
        ])
        #expect(subnets.call(canister, "begin") == .reply([]))
        #expect(canister.cycles == 1_000_000)
    }

    /// A canister whose callback traps after a change; with a cleanup callback that notes what it sees.
    private func installTrapper(cleanupTraps: Bool = false) throws -> HostedCanister {
        try subnets.install(
            [
                "canister_update ask": { machine, guest throws(Trap) in
                    guest.heap["before"] = 1
                    try machine.send(.managementCanister, try machine.argument().isEmpty ? "raw_rand" : "none",
                        onCleanup: 3)
                }
            ],
            callbacks: [
                1: { machine, guest throws(Trap) in
                    guest.heap["callback"] = 1
                    try machine.trap("in the callback")
                },
                2: { machine, guest throws(Trap) in
                    guest.heap["callback"] = 2
                    try machine.trap("in the reject callback")
                },
                3: { machine, guest throws(Trap) in
                    guest.heap["cleanup saw callback"] = guest.heap["callback"] ?? 0
                    guest.heap["cleanup code"] = Int(try machine.call(.msgRejectCode))
                    if cleanupTraps { try machine.trap("in the cleanup") }
                },
            ])
    }

    @Test("cleanup runs from the state before the callback, and its changes last")
    func cleansUp() throws {
        let canister = try installTrapper()
        let outcome = subnets.subnet.call(canister.id, "ask", [], from: user(7))
        #expect(outcome.result.reject?.trap?.message == "in the callback")
        #expect(outcome.executions.map(\.context) == [.update, .replyCallback, .cleanup])
        #expect(canister.heap("before") == 1)
        #expect(canister.heap("callback") == nil)
        #expect(canister.heap("cleanup saw callback") == 0)
        #expect(canister.heap("cleanup code") == 0)
        #expect(canister.openCallContexts == 0)
    }

    @Test("cleanup after a reject callback knows the code")
    func cleansUpAfterReject() throws {
        let canister = try installTrapper()
        #expect(subnets.call(canister, "ask", [1]).reject?.trap?.message == "in the reject callback")
        #expect(canister.heap("cleanup code") == 5)
    }

    @Test("a cleanup that traps changes nothing")
    func rollsBackCleanup() throws {
        let canister = try installTrapper(cleanupTraps: true)
        #expect(subnets.call(canister, "ask").reject?.trap?.message == "in the callback")
        #expect(canister.heap("cleanup saw callback") == nil)
        #expect(canister.heap("before") == 1)
    }

    @Test("a callback that is not in the table traps, and the cleanup runs")
    func trapsForBadIndex() throws {
        let canister = try subnets.install(
            [
                "canister_update ask": { machine, _ throws(Trap) in
                    try machine.send(.managementCanister, "raw_rand", onReply: 77, onCleanup: 3)
                }
            ],
            callbacks: [3: { _, guest in guest.heap["cleaned"] = 1 }])
        #expect(subnets.call(canister, "ask").reject?.errorCode == .canisterTrapped)
        #expect(canister.heap("cleaned") == 1)
    }

    @Test("the system answers only when no call is out any more")
    func waitsForOutstandingCalls() throws {
        let canister = try subnets.install(
            [
                "canister_update ask": { machine, _ throws(Trap) in
                    try machine.send(.managementCanister, "raw_rand", onReply: 1)
                    try machine.send(.managementCanister, "raw_rand", onReply: 4)
                }
            ],
            callbacks: [
                1: { machine, _ throws(Trap) in try machine.trap("the first fails") },
                4: { machine, _ throws(Trap) in try machine.reply([4]) },
            ])
        let outcome = subnets.subnet.call(canister.id, "ask", [], from: user(7))
        #expect(outcome.result == .reply([4]))
        #expect(outcome.executions.map { $0.trap == nil } == [true, false, true])
    }

    @Test("what the last callback did decides the text of the reject")
    func tellsLastExecution() throws {
        let canister = try subnets.install(
            [
                "canister_update ask": { machine, _ throws(Trap) in
                    try machine.send(.managementCanister, "raw_rand", onReply: 1)
                    try machine.send(.managementCanister, "raw_rand", onReply: 4)
                }
            ],
            callbacks: [
                1: { machine, _ throws(Trap) in try machine.trap("the first fails") },
                4: { _, _ in },
            ])
        #expect(subnets.call(canister, "ask").reject?.errorCode == .canisterDidNotReply)
    }
}
