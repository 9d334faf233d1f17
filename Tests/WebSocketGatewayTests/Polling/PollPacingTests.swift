import Testing

@testable import WebSocketGateway

@Suite("The pace of polls", .timeLimit(.minutes(60)))
struct PollPacingTests {
    private let second: UInt64 = 1_000_000_000

    @Test("is none between pages, quick after messages, and slower the longer nothing comes")
    func pace() {
        var pacing = PollPacing(PollingPace(), at: 0)
        #expect(pacing.next(after: .more, at: second) == .poll(after: .zero))
        #expect(pacing.next(after: .messages, at: second) == .poll(after: .milliseconds(100)))
        #expect(pacing.next(after: .nothing, at: 10 * second) == .poll(after: .milliseconds(100)))
        var pauses: [Duration] = []
        for step in 0..<10 as Range<UInt64> {
            guard case .poll(let pause) = pacing.next(after: .nothing, at: (12 + step) * second) else {
                Issue.record("no poll")
                return
            }
            pauses.append(pause)
        }
        #expect(pauses == pauses.sorted())
        #expect(pauses.first == .milliseconds(150))
        #expect(pauses.last == .milliseconds(1_000))
        #expect(pacing.next(after: .messages, at: 30 * second) == .poll(after: .milliseconds(100)))
        #expect(pacing.next(after: .nothing, at: 31 * second) == .poll(after: .milliseconds(100)))
    }

    @Test("is slower after each failure, up to a longest pause, until patience is over")
    func failures() {
        var pacing = PollPacing(PollingPace(), at: 0)
        let pauses = [100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000]
        for (index, pause) in pauses.enumerated() {
            #expect(pacing.next(after: .failure, at: UInt64(index) * second) == .retry(after: .milliseconds(pause)))
        }
        #expect(pacing.next(after: .failure, at: 59 * second) == .retry(after: .seconds(5)))
        #expect(pacing.next(after: .failure, at: 60 * second) == .giveUp)
    }

    @Test("forgets failures after a success")
    func recovery() {
        var pacing = PollPacing(PollingPace(), at: 0)
        _ = pacing.next(after: .failure, at: second)
        _ = pacing.next(after: .nothing, at: 50 * second)
        #expect(pacing.next(after: .failure, at: 100 * second) == .retry(after: .milliseconds(100)))
    }

    @Test("asks for the last message again after failures and after some time without messages")
    func verification() {
        var pacing = PollPacing(PollingPace(), at: 0)
        #expect(!pacing.wantsVerification(at: 9 * second))
        #expect(pacing.wantsVerification(at: 10 * second))
        pacing.noteVerification(at: 10 * second)
        #expect(!pacing.wantsVerification(at: 19 * second))
        #expect(pacing.wantsVerification(at: 20 * second))
        _ = pacing.next(after: .messages, at: 20 * second)
        #expect(!pacing.wantsVerification(at: 21 * second))
        _ = pacing.next(after: .failure, at: 22 * second)
        #expect(pacing.wantsVerification(at: 22 * second))
        _ = pacing.next(after: .nothing, at: 23 * second)
        #expect(!pacing.wantsVerification(at: 23 * second))
    }

    @Test("can be one for messages that are not to wait")
    func lowLatency() {
        var pacing = PollPacing(.lowLatency, at: 0)
        #expect(pacing.next(after: .messages, at: second) == .poll(after: .milliseconds(20)))
        var last = PollPacing.Next.giveUp
        for step in 0..<20 as Range<UInt64> { last = pacing.next(after: .nothing, at: (20 + step) * second) }
        #expect(last == .poll(after: .milliseconds(100)))
    }
}
