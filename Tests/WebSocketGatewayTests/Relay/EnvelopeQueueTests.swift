import Candid
import ICAgent
import ICProtocol
import Testing

@testable import WebSocketGateway

@Suite("The envelopes of a client", .timeLimit(.minutes(60)))
struct EnvelopeQueueTests {
    private let limits: EnvelopeLimits = {
        var limits = EnvelopeLimits()
        limits.maximumCount = 4
        limits.maximumExcessCount = 2
        return limits
    }()

    private func call(_ number: UInt8, size: Int = 1) throws -> SignedCall {
        let request = CanisterRequest(
            terms: RequestTerms(sender: .anonymous, ingressExpiry: 1, nonce: [number]), canister: .managementCanister,
            method: "ws_message", argument: Array(repeating: number, count: size))
        return try SignedCall(decoding: Envelope(content: .call(request)).encoded)
    }

    @Test("go out one after another, in order")
    func order() throws {
        var queue = EnvelopeQueue(limits: limits)
        let calls = try (0..<4).map { try call($0) }
        #expect(queue.add(calls[0]) == [.send(calls[0])])
        for call in calls[1...] { #expect(queue.add(call) == []) }
        #expect(!queue.isIdle)
        for call in calls[1...] { #expect(queue.ended() == [.send(call)]) }
        #expect(queue.ended() == [])
        #expect(queue.isIdle)
    }

    @Test("pause reading when as many wait as may, and let it go on when half have gone")
    func pausing() throws {
        var queue = EnvelopeQueue(limits: limits)
        for number in 0..<4 as Range<UInt8> { #expect(queue.add(try call(number))?.contains(.pauseReading) == false) }
        #expect(queue.add(try call(4)) == [.pauseReading])
        #expect(queue.isPaused)
        #expect(queue.add(try call(5)) == [])
        #expect(queue.add(try call(6)) == [])
        #expect(queue.add(try call(7)) == nil, "more than can have been read before")
        #expect(queue.waitingCount == 6)
        for _ in 0..<3 { #expect(queue.ended().contains(.resumeReading) == false) }
        #expect(queue.ended().contains(.resumeReading))
        #expect(!queue.isPaused)
    }

    @Test("count by their bytes too")
    func bytes() throws {
        var limits = EnvelopeLimits()
        limits.maximumBytes = 1_000
        limits.maximumExcessBytes = 1_000
        var queue = EnvelopeQueue(limits: limits)
        #expect(queue.add(try call(0)) != nil)
        #expect(queue.add(try call(1, size: 1_000)) == [.pauseReading])
        #expect(queue.add(try call(2, size: 1_000)) == nil)
    }

    @Test("that wait can be dropped; the one under way ends")
    func discarding() throws {
        var queue = EnvelopeQueue(limits: limits)
        for number in 0..<6 as Range<UInt8> { _ = queue.add(try call(number)) }
        queue.discardWaiting()
        #expect(queue.waitingCount == 0)
        #expect(!queue.isIdle)
        #expect(queue.ended() == [.resumeReading])
        #expect(queue.isIdle)
    }
}
