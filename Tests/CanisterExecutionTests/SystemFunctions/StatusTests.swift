import Candid
import CanisterExecution
import Testing

@Suite("Status, time, and the surroundings")
struct StatusTests {
    private let machine = bench(canister: {
        $0.version = 12
        $0.time = 123_456
        $0.status = .stopping
        $0.controllers = [user(1)]
        $0.globalTimer = 77
        $0.rootKey = [9, 8, 7]
        $0.environmentVariables = [
            EnvironmentVariable(name: "a", value: "alpha"), EnvironmentVariable(name: "bé", value: ""),
        ]
    })

    @Test("the canister learns what it is")
    func tellsFacts() throws {
        #expect(try machine.blob(.canisterSelfSize, .canisterSelfCopy) == Principal(canisterIndex: 5).bytes)
        #expect(try machine.blob(.subnetSelfSize, .subnetSelfCopy) == user(99).bytes)
        #expect(try machine.blob(.msgCallerSize, .msgCallerCopy) == user(7).bytes)
        #expect(try machine.blob(.msgCallerInfoDataSize, .msgCallerInfoDataCopy) == [])
        #expect(try machine.blob(.rootKeySize, .rootKeyCopy) == [9, 8, 7])
        #expect(try machine.call(.canisterStatus) == 2)
        #expect(try machine.call(.canisterVersion) == 12)
        #expect(try machine.call(.time) == 123_456)
    }

    @Test("controllers are told apart, and too many bytes are no principal")
    func tellsControllers() throws {
        #expect(try machine.call(.isController, machine.memory.put(user(1).bytes), 3) == 1)
        #expect(try machine.call(.isController, machine.memory.put(user(2).bytes), 3) == 0)
        #expect(try machine.call(.isController, 0, 29) == 0)
        #expect(trap { () throws(Trap) in try machine.call(.isController, 0, 30) }?.code == .contractViolation)
    }

    @Test("setting the timer gives the time before")
    func setsTimer() throws {
        #expect(try machine.call(.globalTimerSet, 500) == 77)
        #expect(try machine.call(.globalTimerSet, 0) == 500)
        #expect(machine.execution.effects.globalTimer == 0)
    }

    @Test("environment variables")
    func readsVariables() throws {
        func name(_ text: String) -> (UInt64, UInt64) {
            (machine.memory.put([UInt8](text.utf8)), UInt64(text.utf8.count))
        }
        #expect(try machine.call(.envVarCount) == 2)
        #expect(try machine.call(.envVarNameSize, 1) == 3)
        try machine.call(.envVarNameCopy, 1, 0, 0, 3)
        #expect(Array(machine.memory.bytes[0..<3]) == [UInt8]("bé".utf8))
        let (a, aSize) = name("a")
        #expect(try machine.call(.envVarNameExists, a, aSize) == 1)
        #expect(try machine.call(.envVarValueSize, a, aSize) == 5)
        try machine.call(.envVarValueCopy, a, aSize, 0, 1, 4)
        #expect(Array(machine.memory.bytes[0..<4]) == [UInt8]("lpha".utf8))
        let (c, cSize) = name("c")
        #expect(try machine.call(.envVarNameExists, c, cSize) == 0)
        let (composed, composedSize) = name("b\u{e9}")
        #expect(try machine.call(.envVarNameExists, composed, composedSize) == 1)
        let (decomposed, decomposedSize) = name("be\u{301}")
        #expect(try machine.call(.envVarNameExists, decomposed, decomposedSize) == 0)
        #expect(trap { () throws(Trap) in try machine.call(.envVarValueSize, c, cSize) } != nil)
        #expect(trap { () throws(Trap) in try machine.call(.envVarNameSize, 2) } != nil)
        #expect(trap { () throws(Trap) in try machine.call(.envVarNameExists, 0, 129) } != nil)
        #expect(try machine.call(.envVarNameExists, 0, 128) == 0)
        #expect(trap { () throws(Trap) in try machine.call(.envVarNameExists, machine.memory.put([0xff]), 1) } != nil)
    }

    @Test("performance counters")
    func counts() throws {
        let machine = bench(.replyCallback, message: { $0.earlierInstructions = 1_000 })
        machine.execution.instructionCounter = { 42 }
        #expect(try machine.call(.performanceCounter, 0) == 42)
        #expect(try machine.call(.performanceCounter, 1) == 1_042)
        #expect(trap { () throws(Trap) in try machine.call(.performanceCounter, 2) }?.code == .contractViolation)
    }

    @Test("what a callback learns of the response")
    func tellsRejects() throws {
        let rejected = bench(.rejectCallback, message: {
            $0.rejectCode = 3
            $0.rejectMessage = [UInt8]("gone".utf8)
            $0.deadline = 99
        })
        #expect(try rejected.call(.msgRejectCode) == 3)
        #expect(try rejected.blob(.msgRejectMsgSize, .msgRejectMsgCopy) == [UInt8]("gone".utf8))
        #expect(try rejected.call(.msgDeadline) == 99)
        let replied = bench(.replyCallback, message: { $0.argument = [5] })
        #expect(try replied.call(.msgRejectCode) == 0)
        #expect(try replied.argument() == [5])
    }
}
