import CanisterExecution
import Testing

@Suite("Calls between canisters")
struct CallTests {
    private let subnets = TestSubnet()

    /// A canister that replies with its argument doubled, and takes 10 of the cycles that come.
    private func installDoubler() throws -> HostedCanister {
        try subnets.install([
            "canister_update double": { machine, _ throws(Trap) in
                try machine.call(.msgCyclesAccept, 10)
                try machine.reply(machine.argument() + machine.argument())
            },
            "canister_query peek": { machine, guest throws(Trap) in
                guest.heap["peeked"] = 1
                try machine.reply([UInt8(machine.call(.inReplicatedExecution))])
            },
        ])
    }

    @Test("an update replies and its changes last")
    func updates() throws {
        let canister = try subnets.install([
            "canister_update add": { machine, guest throws(Trap) in
                guest.heap["sum", default: 0] += 1
                try machine.certify([7])
                try machine.call(.globalTimerSet, 5_000)
                try machine.reply(try machine.blob(.msgCallerSize, .msgCallerCopy))
            }
        ])
        let version = canister.version
        #expect(subnets.call(canister, "add") == .reply(user(7).bytes))
        #expect(canister.heap("sum") == 1)
        #expect(canister.certifiedData == [7])
        #expect(canister.globalTimer == 5_000)
        #expect(canister.version == version + 1)
        #expect(canister.openCallContexts == 0)
    }

    @Test("the reply comes back to the callback, the caller is answered from there")
    func callsBack() throws {
        let doubler = try installDoubler()
        let caller = try subnets.install(
            [
                "canister_update ask": { machine, _ throws(Trap) in
                    try machine.send(doubler.id, "double", [1, 2], cycles: 100)
                }
            ],
            callbacks: [
                1: { machine, guest throws(Trap) in
                    guest.heap["refund"] = Int(try machine.call(.msgCyclesRefunded))
                    // The caller here is the one who asked first, not the canister that answered.
                    try machine.reply(machine.argument() + machine.blob(.msgCallerSize, .msgCallerCopy))
                }
            ])
        #expect(subnets.call(caller, "ask") == .reply([1, 2, 1, 2] + user(7).bytes))
        #expect(caller.heap("refund") == 90)
        #expect(caller.cycles == 999_990)
        #expect(doubler.cycles == 1_000_010)
        #expect(caller.openCallContexts == 0)
    }

    @Test("a canister calls itself")
    func callsItself() throws {
        let canister = try subnets.install(
            [
                "canister_update outer": { machine, guest throws(Trap) in
                    guest.heap["order"] = 1
                    try machine.send(machine.execution.canister.id, "inner", [3])
                },
                "canister_update inner": { machine, guest throws(Trap) in
                    guest.heap["order", default: 0] *= 10
                    try machine.reply(machine.argument())
                },
            ],
            callbacks: [
                1: { machine, guest throws(Trap) in
                    guest.heap["order", default: 0] += 1
                    try machine.reply(machine.argument() + [4])
                }
            ])
        let outcome = subnets.subnet.call(canister.id, "outer", [], from: user(7))
        #expect(outcome.result == .reply([3, 4]))
        #expect(canister.heap("order") == 11)
        #expect(outcome.executions.map(\.entryPoint) == [
            "canister_update outer", "canister_update inner", "canister_update outer",
        ])
        #expect(outcome.executions.map(\.context) == [.update, .update, .replyCallback])
        #expect(outcome.executions.allSatisfy { $0.instructions > 0 && $0.instructions % 100 == 0 })
        #expect(outcome.instructions == outcome.executions.reduce(0) { $0 + $1.instructions })
    }

    @Test("rejects by the system and by the callee reach the reject callback")
    func rejects() throws {
        let refuser = try subnets.install([
            "canister_update refuse": { machine, _ throws(Trap) in try machine.reject("no") },
            "canister_update fail": { machine, _ throws(Trap) in try machine.trap("broken") },
            "canister_update forget": { _, _ in },
            "canister_composite_query composite": { machine, _ throws(Trap) in try machine.reply() },
        ])
        let empty = try subnets.subnet.createCanister(controllers: [])
        let caller = try subnets.install(
            [
                "canister_update ask": { machine, _ throws(Trap) in
                    let argument = try machine.argument()
                    let callee = [refuser.id, empty.id, user(50)][Int(argument[0])]
                    try machine.send(callee, String(decoding: argument.dropFirst(), as: UTF8.self))
                }
            ],
            callbacks: [
                2: { machine, _ throws(Trap) in
                    let code = try machine.call(.msgRejectCode)
                    try machine.reply([UInt8(code)] + machine.blob(.msgRejectMsgSize, .msgRejectMsgCopy))
                }
            ])
        let expected: [(UInt8, String, UInt8, String)] = [
            (0, "refuse", 4, "no"),
            (0, "fail", 5, "Error from Canister \(refuser.id.text): Canister called `ic0.trap` with message: 'broken'"),
            (0, "forget", 5, "Canister \(refuser.id.text) did not reply to the call"),
            (0, "composite", 5, "Composite query 'composite' cannot be called in replicated mode"),
            (0, "absent", 5, "Error from Canister \(refuser.id.text): Canister has no update method 'absent' and no "
                + "query method 'absent'."),
            (1, "any", 5, "Error from Canister \(empty.id.text): Attempted to execute a message, but the canister "
                + "contains no Wasm module."),
            (2, "any", 3, "Canister \(user(50).text) not found"),
        ]
        for (callee, method, code, text) in expected {
            #expect(subnets.call(caller, "ask", [callee] + [UInt8](method.utf8)) == .reply([code] + [UInt8](text.utf8)))
        }
    }

    @Test("users get the same rejects, with the finer code and the plain message of a trap")
    func rejectsUsers() throws {
        let canister = try subnets.install([
            "canister_update fail": { machine, _ throws(Trap) in try machine.trap("broken") },
            "canister_update wrong": { machine, _ throws(Trap) in try machine.call(.acceptMessage) },
            "canister_update crash": { _, _ throws(Trap) in throw Trap(.wasmTrap, "unreachable") },
            "canister_update forget": { _, _ in },
        ])
        let fail = try #require(subnets.call(canister, "fail").reject)
        #expect(fail.code == .canisterError)
        #expect(fail.errorCode?.rawValue == "IC0503")
        #expect(fail.trap == Trap(.calledTrap, "broken"))
        #expect(subnets.call(canister, "wrong").reject?.errorCode?.rawValue == "IC0504")
        #expect(subnets.call(canister, "crash").reject?.errorCode?.rawValue == "IC0502")
        #expect(subnets.call(canister, "forget").reject?.errorCode?.rawValue == "IC0506")
        #expect(subnets.call(canister, "absent").reject?.errorCode?.rawValue == "IC0536")
        #expect(subnets.subnet.call(user(50), "any", [], from: user(7)).result.reject?.errorCode?.rawValue == "IC0301")
    }

    @Test("a query that an update calls is replicated, and changes nothing")
    func queriesReplicated() throws {
        let doubler = try installDoubler()
        #expect(subnets.call(doubler, "peek") == .reply([1]))
        #expect(doubler.heap("peeked") == nil)
        #expect(subnets.query(doubler, "peek") == .reply([0]))
        #expect(doubler.heap("peeked") == nil)
    }

    @Test("responses run before requests, each in the order in which they were sent")
    func ordersMessages() throws {
        let doubler = try installDoubler()
        let caller = try subnets.install(
            [
                "canister_update fan": { machine, _ throws(Trap) in
                    for number in 1...3 as ClosedRange<UInt8> {
                        try machine.send(doubler.id, "double", [number], onReply: 1)
                    }
                }
            ],
            callbacks: [
                1: { machine, guest throws(Trap) in
                    let got = Int(try machine.argument()[0])
                    guest.heap["seen"] = (guest.heap["seen"] ?? 0) * 10 + got
                    if got == 3 { try machine.reply([UInt8(guest.heap["seen"] ?? 0)]) }
                }
            ])
        let outcome = subnets.subnet.call(caller.id, "fan", [], from: user(7))
        #expect(outcome.result == .reply([123]))
        #expect(outcome.executions.map(\.context) == [
            .update, .update, .replyCallback, .update, .replyCallback, .update, .replyCallback,
        ])
    }

    @Test("messages are executed one by one when asked to")
    func steps() throws {
        let doubler = try installDoubler()
        let id = subnets.subnet.submit(doubler.id, "double", [5], from: user(7))
        #expect(subnets.subnet.takeResult(of: id) == nil)
        #expect(!subnets.subnet.isIdle)
        #expect(subnets.subnet.step())
        #expect(!subnets.subnet.step())
        #expect(subnets.subnet.takeResult(of: id) == .reply([5, 5]))
        #expect(subnets.subnet.takeResult(of: id) == nil)
    }

    @Test("a canister that calls itself forever is stopped after a number of messages")
    func endsLoops() throws {
        let canister = try subnets.install(
            [
                "canister_update loop": { machine, _ throws(Trap) in
                    try machine.send(machine.execution.canister.id, "loop")
                }
            ])
        _ = subnets.subnet.submit(canister.id, "loop", [], from: user(7))
        #expect(!subnets.subnet.run(atMost: 50))
        #expect(subnets.subnet.executions.filter { $0.context == .update }.count == 50)
    }

    @Test("the same operations give the same executions")
    func isDeterministic() throws {
        func trace() throws -> [String] {
            let subnets = TestSubnet()
            let canister = try subnets.install(
                [
                    "canister_update ask": { machine, _ throws(Trap) in
                        try machine.send(.managementCanister, "raw_rand")
                        try machine.send(.managementCanister, "raw_rand")
                    }
                ],
                callbacks: [1: { machine, _ throws(Trap) in try machine.print("\(machine.argument())") }])
            subnets.call(canister, "ask")
            return canister.log.records.map(\.content)
        }
        let first = try trace()
        #expect(first.count == 2)
        #expect(first[0] != first[1])
        #expect(try trace() == first)
    }
}
