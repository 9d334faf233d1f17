import Testing

@testable import CanisterExecution

@Suite("What canisters print and own is bounded")
struct BoundedOutputTests {
    @Test("empty lines of a log go too, the oldest first")
    func emptyLines() {
        var log = CanisterLog(capacity: 160)
        for number in 0..<1_000 { log.append("", at: UInt64(number)) }
        #expect(log.records.map(\.index) == Array(990..<1_000))
    }

    @Test("a balance that cycles are added to stops at the most that there can be")
    func cycles() {
        var balance = UInt128.max - 5
        balance.addClamped(3)
        #expect(balance == UInt128.max - 2)
        balance.addClamped(3)
        #expect(balance == .max)
    }
}
