import Testing
@testable import WebSocketClient

@Suite("The list of what is not acknowledged", .timeLimit(.minutes(60)))
struct AcknowledgementListTests {
    @Test("knows when more is acknowledged than was sent")
    func tooHigh() {
        var list = AcknowledgementList(timeout: .seconds(330))
        list.add(message(1, at: 0))
        list.add(message(2, at: 0))
        #expect(list.acknowledge(upTo: 3, at: 1) == .tooHigh(last: 2))
        #expect(list.messages.count == 2)
    }

    @Test("learns nothing from numbers below all that waits, or where nothing waits")
    func tooLow() {
        var list = AcknowledgementList(timeout: .seconds(330))
        #expect(list.acknowledge(upTo: 77, at: 1) == .taken && list.deadline == nil)
        list.add(message(5, at: 2))
        #expect(list.acknowledge(upTo: 4, at: 3) == .taken)
        #expect(list.messages.map(\.sequenceNumber) == [5])
        #expect(list.deadline == 3 + 330_000_000_000)
    }

    @Test("drops what is acknowledged, and the wait begins anew")
    func drop() {
        var list = AcknowledgementList(timeout: .seconds(330))
        for number in 1...4 as ClosedRange<UInt64> { list.add(message(number, at: number)) }
        #expect(list.deadline == 1 + 330_000_000_000 && list.size == 4)
        #expect(list.acknowledge(upTo: 3, at: 100) == .taken)
        #expect(list.messages.map(\.sequenceNumber) == [4] && list.size == 1)
        #expect(list.deadline == 100 + 330_000_000_000)
        #expect(list.acknowledge(upTo: 4, at: 200) == .taken)
        #expect(list.deadline == nil && list.size == 0)
    }

    @Test("knows what should long be acknowledged")
    func overdue() {
        var list = AcknowledgementList(timeout: .seconds(330))
        list.add(message(1, at: 0))
        list.add(message(2, at: 10))
        list.add(message(3, at: 200_000_000_000))
        #expect(list.acknowledge(upTo: 1, at: 320_000_000_000) == .taken)
        #expect(list.acknowledge(upTo: 1, at: 330_000_000_010) == .taken)
        #expect(list.acknowledge(upTo: 1, at: 330_000_000_011) == .overdue([2]))
    }

    private func message(_ number: UInt64, at uptime: UInt64) -> UnacknowledgedMessage {
        UnacknowledgedMessage(
            sequenceNumber: number, sentAt: Moment(time: 0, uptime: uptime), isServiceMessage: false, content: [1])
    }
}
