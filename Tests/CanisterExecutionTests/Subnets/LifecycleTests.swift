import CanisterExecution
import Testing

@Suite("Stopping, uninstalling, deleting")
struct LifecycleTests {
    private let subnets = TestSubnet()

    /// A canister that asks a stand-in, which answers when the test wants it to.
    private func installWaiting() throws -> (canister: HostedCanister, pending: Box<[HostCanisterCall]>) {
        let pending = Box<[HostCanisterCall]>([])
        subnets.subnet.setHostCanister(user(40)) { call in
            pending.value.append(call)
            return .later
        }
        let canister = try subnets.install(
            [
                "canister_update wait": { machine, _ throws(Trap) in
                    try machine.send(user(40), "answer", [1], cycles: 100)
                }
            ],
            callbacks: [
                1: { machine, guest throws(Trap) in
                    guest.heap["status"] = Int(try machine.call(.canisterStatus))
                    try machine.reply(machine.argument())
                },
                2: { machine, _ throws(Trap) in
                    try machine.reply(machine.blob(.msgRejectMsgSize, .msgRejectMsgCopy))
                },
            ])
        return (canister, pending)
    }

    @Test("a canister stops at once when nothing is open, and takes no calls then")
    func stops() throws {
        let (canister, _) = try installWaiting()
        try subnets.subnet.stop(canister.id)
        #expect(canister.status == .stopped)
        #expect(subnets.call(canister, "wait").reject?.errorCode?.rawValue == "IC0508")
        #expect(subnets.query(canister, "wait").reject?.errorCode?.rawValue == "IC0508")
        try subnets.subnet.start(canister.id)
        #expect(canister.status == .running)
    }

    @Test("a canister with open calls is stopping until they are answered")
    func waitsForResponses() throws {
        let (canister, pending) = try installWaiting()
        let id = subnets.subnet.submit(canister.id, "wait", [], from: user(7))
        subnets.subnet.run()
        try subnets.subnet.stop(canister.id)
        #expect(canister.status == .stopping)
        #expect(subnets.call(canister, "wait").reject?.errorCode?.rawValue == "IC0509")
        let call = try #require(pending.value.first)
        #expect(call.method == "answer" && call.argument == [1] && call.cycles == 100 && call.caller == canister.id)
        #expect(subnets.subnet.answer(call.id, with: .reply([8], acceptedCycles: 60)))
        #expect(!subnets.subnet.answer(call.id, with: .reply([9])))
        subnets.subnet.run()
        #expect(subnets.subnet.takeResult(of: id) == .reply([8]))
        #expect(canister.heap("status") == 2)
        #expect(canister.status == .stopped)
        #expect(canister.cycles == 999_940)
    }

    @Test("a call that waits for a stand-in's answer has no result yet")
    func tellsWaiting() throws {
        let (canister, _) = try installWaiting()
        #expect(subnets.call(canister, "wait").reject?.code == .systemTransient)
    }

    @Test("uninstalling rejects what is open and drops late responses")
    func uninstalls() throws {
        let (canister, pending) = try installWaiting()
        let id = subnets.subnet.submit(canister.id, "wait", [], from: user(7))
        subnets.subnet.run()
        try subnets.subnet.uninstall(canister.id)
        #expect(subnets.subnet.takeResult(of: id)?.reject?.code == .canisterReject)
        #expect(canister.guest == nil)
        #expect(canister.openCallContexts == 1)
        subnets.subnet.answer(try #require(pending.value.first).id, with: .reply([8]))
        subnets.subnet.run()
        #expect(canister.openCallContexts == 0)
        #expect(canister.cycles == 1_000_000)
    }

    @Test("only a stopped canister can be deleted")
    func deletes() throws {
        let (canister, _) = try installWaiting()
        #expect(throws: Reject.self) { try subnets.subnet.delete(canister.id) }
        try subnets.subnet.stop(canister.id)
        try subnets.subnet.delete(canister.id)
        #expect(subnets.call(canister, "wait").reject?.code == .destinationInvalid)
    }

    @Test("principals are not given twice")
    func refusesTaken() throws {
        let (canister, _) = try installWaiting()
        #expect(throws: Reject.self) { try subnets.subnet.createCanister(canister.id, controllers: []) }
        #expect(throws: Reject.self) { try subnets.subnet.createCanister(user(40), controllers: []) }
        #expect(try subnets.subnet.createCanister(controllers: []).id.text == "rrkah-fqaaa-aaaaa-aaaaq-cai")
    }

    @Test("a call with a deadline ends when its time is up, and the late response is dropped")
    func expires() throws {
        let pending = Box<[HostCanisterCall]>([])
        subnets.subnet.setHostCanister(user(40)) { call in
            pending.value.append(call)
            return .later
        }
        let canister = try subnets.install(
            [
                "canister_update ask": { machine, _ throws(Trap) in
                    try machine.send(user(40), "answer", cycles: 10, timeout: 2)
                }
            ],
            callbacks: [2: { machine, _ throws(Trap) in try machine.reply([UInt8(machine.call(.msgRejectCode))]) }])
        let id = subnets.subnet.submit(canister.id, "ask", [], from: user(7))
        subnets.subnet.run()
        let call = try #require(pending.value.first)
        #expect(call.deadline == 2_000_001_000)
        subnets.subnet.advanceTime(by: 1_999_999_999)
        #expect(subnets.subnet.isIdle)
        subnets.subnet.advanceTime(by: 1)
        subnets.subnet.run()
        #expect(subnets.subnet.takeResult(of: id) == .reply([6]))
        #expect(canister.openCallContexts == 0)
        subnets.subnet.answer(call.id, with: .reply([1]))
        #expect(subnets.subnet.isIdle)
        #expect(canister.cycles == 1_000_000)
    }

    @Test("of a caller's deadline an update is told, and a query is not")
    func tellsDeadline() throws {
        let tell: ScriptedGuest.Script = { machine, _ throws(Trap) in
            try machine.reply(machine.call(.msgDeadline) == 2_000_001_000 ? [1] : [0])
        }
        let callee = try subnets.install(["canister_update tell": tell, "canister_query look": tell])
        let caller = try subnets.install(
            [
                "canister_update ask": { machine, _ throws(Trap) in try machine.send(callee.id, "tell", timeout: 2) },
                "canister_update glance": { machine, _ throws(Trap) in try machine.send(callee.id, "look", timeout: 2) },
            ],
            callbacks: [1: { machine, _ throws(Trap) in try machine.reply(machine.argument()) }])
        #expect(subnets.call(caller, "ask") == .reply([1]))
        #expect(subnets.call(caller, "glance") == .reply([0]))
    }

    @Test("the log is bounded and keeps the newest lines")
    func boundsLog() throws {
        var limits = ResourceLimits()
        limits.log = 70
        let subnets = TestSubnet(limits: limits)
        let canister = try subnets.install([
            "canister_update print": { machine, _ throws(Trap) in
                for number in 1...5 { try machine.print("line \(number)") }
                try machine.reply()
            }
        ])
        subnets.call(canister, "print")
        #expect(canister.log.records.map(\.content) == ["line 3", "line 4", "line 5"])
        #expect(canister.log.records.map(\.index) == [2, 3, 4])
        #expect(canister.log.records.map(\.time) == [1_000, 1_000, 1_000])
    }
}

/// A value that a closure and a test share.
final class Box<Value> {
    var value: Value
    init(_ value: Value) { self.value = value }
}
