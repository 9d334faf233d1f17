import Candid
import WebSocketProtocol

extension Demonstration {
    /// More messages than fit on a page: the gateway polls until the queue is at its end.
    func sendBurst() throws {
        let pageSize = Int(ProtocolNumbers.defaultMaximumReturnedMessages)
        let count = 2 * pageSize + pageSize / 2
        report.heading("Send a burst: \(count) messages before the gateway polls")
        var size = 0
        var instructions: UInt64 = 0
        for number in 1...count {
            let call = alice.say("message \(number)")
            instructions += try call.outcome.accepted().instructions
            size += call.size
            sentMessages += 1
        }
        report.step(
            "alice", "sends \"message 1\" to \"message \(count)\"", size: size, instructions: instructions)

        var answers: [String?] = []
        for left in [count - pageSize, count - 2 * pageSize, 0] {
            let (isEndOfQueue, messages) = try relay(isSummarized: true)
            answers += messages.map(\.text)
            try require(
                isEndOfQueue == (left == 0) && answers.count == count - left,
                "expected \(left) messages left, got \(answers.count) of \(count), end of queue: \(isEndOfQueue)")
        }
        try require(answers == (1...count).map { "message \($0) ping" }, "the answers came in another order")
    }
}
