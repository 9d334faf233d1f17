import Candid
import CanisterExecution
import Testing

@Suite("Queries")
struct QueryTests {
    private let subnets = TestSubnet()

    @Test("a query has a certificate of the canister's data, and keeps nothing that it changes")
    func queries() throws {
        subnets.subnet.dataCertificate = { [0xce] + $0.certifiedData }
        let canister = try subnets.install([
            "canister_init": { machine, _ throws(Trap) in try machine.certify([5]) },
            "canister_query read": { machine, guest throws(Trap) in
                guest.heap["reads"] = 1
                try machine.call(.stable64Grow, 1)
                try machine.print("reading")
                try machine.reply(machine.blob(.dataCertificateSize, .dataCertificateCopy))
            },
            "canister_update present": { machine, _ throws(Trap) in
                try machine.reply([UInt8(machine.call(.dataCertificatePresent))])
            },
        ])
        let version = canister.version
        let outcome = subnets.subnet.query(canister.id, "read", [], from: user(7))
        #expect(outcome.result == .reply([0xce, 5]))
        #expect(outcome.executions.map(\.debugOutput) == [["reading"]])
        #expect(canister.heap("reads") == nil)
        #expect(canister.stableMemory.pageCount == 0)
        #expect(canister.version == version)
        #expect(canister.log.records.isEmpty, "one node's lines are not the canister's log")
        #expect(subnets.call(canister, "present") == .reply([0]))
    }

    @Test("rejects")
    func rejects() throws {
        let canister = try subnets.install([
            "canister_query forget": { _, _ in },
            "canister_query fail": { machine, _ throws(Trap) in try machine.trap("no") },
            "canister_query certify": { machine, _ throws(Trap) in try machine.certify([1]) },
            "canister_update write": { machine, _ throws(Trap) in try machine.reply() },
        ])
        #expect(subnets.query(canister, "forget").reject?.errorCode == .canisterDidNotReply)
        #expect(subnets.query(canister, "fail").reject?.trap?.message == "no")
        #expect(subnets.query(canister, "certify").reject?.errorCode == .canisterContractViolation)
        #expect(subnets.query(canister, "write").reject?.errorCode == .canisterMethodNotFound)
        #expect(subnets.subnet.query(user(50), "any", [], from: user(7)).result.reject?.errorCode == .canisterNotFound)
    }

    @Test("a transform function runs as such")
    func transforms() throws {
        let canister = try subnets.install([
            "canister_query shorten": { machine, _ throws(Trap) in
                guard trap({ () throws(Trap) in try machine.call(.msgDeadline) }) != nil else { return }
                try machine.reply(Array(machine.argument().prefix(1)))
            }
        ])
        #expect(subnets.subnet.transform(canister.id, "shorten", [1, 2]).result == .reply([1]))
        #expect(subnets.subnet.transform(canister.id, "other", []).result.reject?.errorCode == .canisterMethodNotFound)
    }

    @Test("inspection accepts, refuses, or traps, and keeps nothing")
    func inspects() throws {
        let canister = try subnets.install([
            "canister_inspect_message": { machine, guest throws(Trap) in
                guest.heap["inspected"] = 1
                switch String(decoding: try machine.blob(.msgMethodNameSize, .msgMethodNameCopy), as: UTF8.self) {
                case "good" where try machine.argument() == [1]: try machine.call(.acceptMessage)
                case "bad": try machine.trap("bad")
                default: break
                }
            }
        ])
        try subnets.subnet.inspect(canister.id, "good", [1], from: user(7))
        let refused = #expect(throws: Reject.self) {
            try subnets.subnet.inspect(canister.id, "good", [2], from: user(7))
        }
        #expect(refused?.errorCode?.rawValue == "IC0406")
        let trapped = #expect(throws: Reject.self) {
            try subnets.subnet.inspect(canister.id, "bad", [], from: user(7))
        }
        #expect(trapped?.trap?.message == "bad")
        #expect(canister.heap("inspected") == nil)
    }
}

@Suite("Composite queries")
struct CompositeQueryTests {
    private let subnets: TestSubnet
    private let callee: HostedCanister

    init() throws {
        subnets = TestSubnet()
        callee = try subnets.install([
            "canister_query half": { machine, guest throws(Trap) in
                guest.heap["asked", default: 0] += 1
                let certificate = try machine.call(.dataCertificatePresent)
                try machine.reply([try machine.argument()[0] / 2, UInt8(guest.heap["asked"] ?? 0), UInt8(certificate)])
            },
            "canister_update write": { machine, _ throws(Trap) in try machine.reply() },
        ])
        subnets.subnet.dataCertificate = { _ in [1] }
    }

    private func installCaller(_ callbacks: [UInt64: ScriptedGuest.Script] = [:]) throws -> HostedCanister {
        let callee = callee.id
        return try subnets.install(
            [
                "canister_composite_query ask": { machine, guest throws(Trap) in
                    guest.heap["method"] = Int(try machine.call(.dataCertificatePresent))
                    let argument = try machine.argument()
                    let name = String(decoding: argument.dropFirst(), as: UTF8.self)
                    try machine.send(name == "self" ? machine.execution.canister.id : callee, name, [argument[0]])
                }
            ],
            callbacks: callbacks.merging([
                1: { machine, guest throws(Trap) in
                    try machine.reply(machine.argument() + [UInt8(guest.heap["method"] ?? 9)])
                },
                2: { machine, _ throws(Trap) in
                    let code = UInt8(try machine.call(.msgRejectCode))
                    try machine.reply([code] + machine.blob(.msgRejectMsgSize, .msgRejectMsgCopy))
                },
            ]) { given, _ in given })
    }

    private func ask(_ caller: HostedCanister, _ number: UInt8, _ method: String) -> CallResult {
        subnets.query(caller, "ask", [number] + [UInt8](method.utf8))
    }

    @Test("ask others; the callback sees what the method changed, nothing lasts")
    func asks() throws {
        let caller = try installCaller()
        #expect(ask(caller, 84, "half") == .reply([42, 1, 0, 1]))
        #expect(ask(caller, 84, "half") == .reply([42, 1, 0, 1]), "the callee's change is forgotten")
        #expect(caller.heap("method") == nil)
        #expect(callee.heap("asked") == nil)
    }

    @Test("ask no updates, and not in a circle")
    func refuses() throws {
        let caller = try installCaller()
        let text = "Error from Canister \(callee.id.text): Canister has no query method 'write'."
        #expect(ask(caller, 1, "write") == .reply([5] + [UInt8](text.utf8)))
        let circle = "Composite query calls lead back to canister \(caller.id.text)"
        #expect(ask(caller, 1, "self") == .reply([5] + [UInt8](circle.utf8)))
    }

    @Test("are not for updates to call")
    func isNotReplicated() throws {
        let caller = try installCaller()
        #expect(subnets.call(caller, "ask").reject?.errorCode?.rawValue == "IC0527")
    }

    @Test("end with the trap of a callback")
    func endsWithTrap() throws {
        let caller = try installCaller([1: { machine, _ throws(Trap) in try machine.trap("callback") }])
        #expect(ask(caller, 84, "half").reject?.trap?.message == "callback")
    }

    @Test("share one limit of instructions")
    func sharesInstructions() throws {
        var limits = ResourceLimits()
        limits.queryInstructions = 10_000
        let small = TestSubnet(limits: limits)
        let endless = try small.install([
            "canister_query endless": { machine, _ throws(Trap) in
                while true { try machine.call(.time) }
            }
        ])
        let asker = try small.install(
            ["canister_composite_query ask": { machine, _ throws(Trap) in try machine.send(endless.id, "endless") }],
            callbacks: [2: { machine, _ throws(Trap) in try machine.reply() }])
        let outcome = small.subnet.query(asker.id, "ask", [], from: user(7))
        #expect(outcome.result.reject?.errorCode == .canisterInstructionLimitExceeded)
        #expect(outcome.executions.map(\.context) == [.compositeQuery, .nonReplicatedQuery, .compositeRejectCallback])
    }

    @Test("nest to a limit")
    func nests() throws {
        var next: Principal?
        var last: HostedCanister?
        for _ in 0..<7 {
            let target = next
            last = try subnets.install(
                [
                    "canister_composite_query down": { machine, _ throws(Trap) in
                        if let target { try machine.send(target, "down") } else { try machine.reply([7]) }
                    }
                ],
                callbacks: [
                    1: { machine, _ throws(Trap) in try machine.reply(machine.argument()) },
                    2: { machine, _ throws(Trap) in
                        try machine.reply(machine.blob(.msgRejectMsgSize, .msgRejectMsgCopy))
                    },
                ])
            next = last?.id
        }
        let text = "Composite query calls nest deeper than 6 canisters"
        #expect(subnets.query(try #require(last), "down") == .reply([UInt8](text.utf8)))
    }
}
