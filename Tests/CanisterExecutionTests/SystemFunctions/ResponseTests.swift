import CanisterExecution
import Testing

@Suite("Responses")
struct ResponseTests {
    @Test("a reply is what was appended")
    func replies() throws {
        let machine = bench()
        try machine.append([1, 2])
        try machine.append([3])
        try machine.call(.msgReply)
        #expect(machine.execution.effects.response == .reply([1, 2, 3]))
    }

    @Test("a reject discards what was appended and has code 4")
    func rejects() throws {
        let machine = bench()
        try machine.append([1, 2])
        try machine.reject("not today")
        #expect(machine.execution.effects.response == .reject(Reject(.canisterReject, "not today")))
    }

    @Test("a reject must be UTF-8")
    func refusesBadText() {
        let machine = bench()
        #expect(
            trap { () throws(Trap) in try machine.call(.msgReject, machine.memory.put([0xff]), 1) }?.code
                == .contractViolation)
    }

    @Test(
        "after a response there is no second one",
        arguments: [SystemFunction.msgReply, .msgReject, .msgReplyDataAppend])
    func onlyOnce(function: SystemFunction) throws {
        for first in [SystemFunction.msgReply, .msgReject] {
            let machine = bench()
            try machine.call(first)
            #expect(trap { () throws(Trap) in try machine.call(function) }?.code == .contractViolation)
        }
        let answered = bench(.replyCallback, message: { $0.needsResponse = false })
        #expect(trap { () throws(Trap) in try answered.call(function) }?.code == .contractViolation)
    }

    @Test(
        "limits: 2 MiB where all nodes answer, 3 MiB where one does",
        arguments: [
            (.update, 2), (.replicatedQuery, 2), (.replyCallback, 2), (.nonReplicatedQuery, 3), (.compositeQuery, 3),
            (.compositeReplyCallback, 3), (.transformQuery, 3),
        ] as [(ExecutionContext, Int)])
    func limits(context: ExecutionContext, mebibytes: Int) throws {
        let machine = bench(context)
        let piece = UInt64(32 * 1024)
        for _ in 0..<(mebibytes * 32) { try machine.call(.msgReplyDataAppend, 0, piece) }
        try machine.call(.msgReplyDataAppend, 0, 0)
        let trap = trap { () throws(Trap) in try machine.call(.msgReplyDataAppend, 0, 1) }
        #expect(trap?.message.contains("\(mebibytes * 1024 * 1024 + 1)) cannot be larger than") == true)
        try machine.call(.msgReply)
        #expect(machine.execution.effects.response?.reply?.count == mebibytes * 1024 * 1024)
    }

    @Test("a message is accepted once")
    func acceptsOnce() throws {
        let machine = bench(.inspectMessage, message: { $0.methodName = [UInt8]("greet".utf8) })
        #expect(try machine.blob(.msgMethodNameSize, .msgMethodNameCopy) == [UInt8]("greet".utf8))
        try machine.call(.acceptMessage)
        #expect(machine.execution.effects.acceptedMessage)
        #expect(trap { () throws(Trap) in try machine.call(.acceptMessage) }?.code == .contractViolation)
    }
}
