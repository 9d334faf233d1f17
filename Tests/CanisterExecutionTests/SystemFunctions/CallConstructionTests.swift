import Candid
import CanisterExecution
import Testing

@Suite("Building a call")
struct CallConstructionTests {
    private let callee = Principal(canisterIndex: 9)

    @Test("is kept with all its parts when it is performed")
    func performs() throws {
        let machine = bench()
        try machine.newCall(callee, "work", onReply: 11, onReject: 12, environment: 13)
        try machine.call(.callDataAppend, machine.memory.put([1, 2]), 2)
        try machine.call(.callDataAppend, machine.memory.put([3]), 1)
        try machine.call(.callOnCleanup, 14, 15)
        try machine.call(.callCyclesAdd, 100)
        try machine.call(.callCyclesAdd128, 0, 50)
        try machine.call(.callWithBestEffortResponse, 1_000)
        #expect(try machine.call(.callPerform) == 0)
        let call = try #require(machine.execution.effects.outgoingCalls.first)
        #expect(call.callee == callee)
        #expect(call.methodName == [UInt8]("work".utf8))
        #expect(call.argument == [1, 2, 3])
        #expect([call.onReply.function, call.onReply.environment] == [11, 13])
        #expect([call.onReject.function, call.onReject.environment] == [12, 13])
        #expect([call.onCleanup?.function, call.onCleanup?.environment] == [14, 15])
        #expect(call.cycles == 150)
        #expect(call.timeout == 300, "a timeout is at most 300 seconds")
        #expect(machine.execution.effects.cycles == 850)
    }

    @Test(
        "needs a call under construction",
        arguments: [
            SystemFunction.callOnCleanup, .callDataAppend, .callWithBestEffortResponse, .callCyclesAdd,
            .callCyclesAdd128, .callPerform,
        ])
    func needsCall(function: SystemFunction) throws {
        let machine = bench()
        #expect(trap { () throws(Trap) in try machine.call(function) }?.code == .contractViolation)
        try machine.newCall(callee, "work")
        try machine.call(.callPerform)
        #expect(trap { () throws(Trap) in try machine.call(function) }?.code == .contractViolation)
    }

    @Test("cleanup and timeout are set once", arguments: [SystemFunction.callOnCleanup, .callWithBestEffortResponse])
    func setsOnce(function: SystemFunction) throws {
        let machine = bench()
        try machine.newCall(callee, "work")
        try machine.call(function, 1, 1)
        #expect(trap { () throws(Trap) in try machine.call(function, 1, 1) }?.code == .contractViolation)
    }

    @Test("a new call drops the one before and gives its cycles back")
    func dropsPending() throws {
        let machine = bench()
        try machine.newCall(callee, "first")
        try machine.call(.callCyclesAdd, 400)
        #expect(try machine.call(.canisterCycleBalance) == 600)
        try machine.newCall(callee, "second")
        #expect(try machine.call(.canisterCycleBalance) == 1_000)
        try machine.call(.callPerform)
        #expect(machine.execution.effects.outgoingCalls.map(\.methodName) == [[UInt8]("second".utf8)])
    }

    @Test("no more cycles than the balance")
    func limitsCycles() throws {
        let machine = bench()
        try machine.newCall(callee, "work")
        #expect(trap { () throws(Trap) in try machine.call(.callCyclesAdd, 1_001) }?.code == .contractViolation)
        try machine.call(.callCyclesAdd, 1_000)
        #expect(trap { () throws(Trap) in try machine.call(.callCyclesAdd128, 0, 1) }?.code == .contractViolation)
    }

    @Test("names, principals and payloads have limits")
    func limitsSizes() throws {
        var limits = ResourceLimits()
        limits.callPayload = 100
        let machine = bench(limits: limits)
        #expect(trap { () throws(Trap) in try machine.call(.callNew, 0, 30, 0, 4) } != nil)
        #expect(trap { () throws(Trap) in try machine.call(.callNew, 0, 10, 0, 20_001) } != nil)
        try machine.call(.callNew, 0, 29, 0, 40)
        try machine.call(.callDataAppend, 0, 60)
        #expect(trap { () throws(Trap) in try machine.call(.callDataAppend, 0, 1) } != nil)
    }

    @Test("a full queue refuses the call and returns its cycles")
    func refusesWhenFull() throws {
        let machine = bench(canister: { $0.outstandingCalls = [callee: 499] })
        try machine.newCall(callee, "work")
        #expect(try machine.call(.callPerform) == 0)
        try machine.newCall(callee, "work")
        try machine.call(.callCyclesAdd, 10)
        #expect(try machine.call(.callPerform) == 2)
        #expect(try machine.call(.canisterCycleBalance) == 1_000)
        try machine.newCall(user(3), "work")
        #expect(try machine.call(.callPerform) == 0)
        #expect(machine.execution.effects.outgoingCalls.count == 2)
    }
}
