import CanisterExecution
import Testing

@Suite("Composite queries whose callback traps")
struct CompositeCleanupTests {
    private let subnets = TestSubnet()

    /// Asks `one` and `two`; the callback for `one` changes heap and stable memory, then traps. The callback for `two`
    /// answers with what it sees.
    private func ask(cleanup: ScriptedGuest.Script?) throws -> (caller: HostedCanister, outcome: CallOutcome) {
        let callee = try subnets.install([
            "canister_query one": { machine, _ throws(Trap) in try machine.reply([1]) },
            "canister_query two": { machine, _ throws(Trap) in try machine.reply([2]) },
        ])
        var callbacks: [UInt64: ScriptedGuest.Script] = [
            1: { machine, guest throws(Trap) in
                guest.heap["callback"] = 1
                try machine.call(.stable64Grow, 3)
                try machine.call(.stable64Write, 0, machine.memory.put([7]), 1)
                try machine.trap("in the callback")
            },
            4: { machine, guest throws(Trap) in
                let seen = [guest.heap["method"], guest.heap["callback"], guest.heap["cleanup"]]
                try machine.call(.stable64Read, 0, 0, 1)
                let stable = machine.memory.bytes[0]
                try machine.reply(seen.map { UInt8($0 ?? 0) } + [UInt8(machine.call(.stable64Size)), stable])
            },
        ]
        callbacks[3] = cleanup
        let caller = try subnets.install(
            [
                "canister_composite_query ask": { machine, guest throws(Trap) in
                    guest.heap["method"] = 5
                    try machine.call(.stable64Grow, 1)
                    try machine.call(.stable64Write, 0, machine.memory.put([6]), 1)
                    try machine.send(callee.id, "one", onCleanup: cleanup == nil ? nil : 3)
                    try machine.send(callee.id, "two", onReply: 4)
                }
            ],
            callbacks: callbacks)
        return (caller, subnets.subnet.query(caller.id, "ask", [], from: user(7)))
    }

    @Test("run its cleanup from the state before it, and go on with the other calls")
    func cleansUp() throws {
        let (caller, outcome) = try ask { machine, guest throws(Trap) in
            guest.heap["cleanup"] = 8 + (guest.heap["callback"] ?? 0) + Int(try machine.call(.stable64Size))
        }
        #expect(outcome.result == .reply([5, 0, 9, 1, 6]))
        #expect(outcome.executions.map(\.context) == [
            .compositeQuery, .nonReplicatedQuery, .compositeReplyCallback, .compositeCleanup, .nonReplicatedQuery,
            .compositeReplyCallback,
        ])
        #expect(caller.heap("method") == nil && caller.heap("cleanup") == nil)
        #expect(caller.stableMemory.pageCount == 0)
    }

    @Test("end with its trap at once where there is no cleanup")
    func endsWithoutCleanup() throws {
        let (caller, outcome) = try ask(cleanup: nil)
        #expect(outcome.result.reject?.trap?.message == "in the callback")
        #expect(outcome.executions.count == 3)
        #expect(caller.heap("callback") == nil)
        #expect(caller.stableMemory.pageCount == 0)
    }

    @Test("end with its trap where the cleanup traps too, or does what it may not")
    func endsWithTrappingCleanup() throws {
        let traps = try ask { machine, _ throws(Trap) in try machine.trap("in the cleanup") }
        #expect(traps.outcome.result.reject?.trap?.message == "in the callback")
        #expect(traps.outcome.executions.last?.context == .compositeCleanup)
        let answers = try ask { machine, _ throws(Trap) in try machine.reply([1]) }
        #expect(answers.outcome.result.reject?.trap?.message == "in the callback")
        #expect(answers.outcome.executions.last?.trap?.code == .contractViolation)
    }

    @Test("tell the trap where no other call is left")
    func tellsTrap() throws {
        let caller = try subnets.install(
            [
                "canister_composite_query ask": { machine, _ throws(Trap) in
                    try machine.send(user(50), "absent", onCleanup: 3)
                }
            ],
            callbacks: [
                2: { machine, _ throws(Trap) in try machine.trap("in the reject callback") },
                3: { machine, _ throws(Trap) in try machine.print("cleaned") },
            ])
        let outcome = subnets.subnet.query(caller.id, "ask", [], from: user(7))
        #expect(outcome.result.reject?.trap?.message == "in the reject callback")
        #expect(outcome.executions.last?.debugOutput == ["cleaned"])
    }
}
