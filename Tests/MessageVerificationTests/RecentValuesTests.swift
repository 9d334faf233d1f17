@testable import MessageVerification
import Testing

@Suite("Values that were added last")
struct RecentValuesTests {
    @Test("are known, and older ones are not")
    func bounded() {
        var recent = RecentValues<Int, String>(capacity: 3)
        for number in 1...4 { recent[number] = "\(number)" }
        #expect((1...4).map { recent[$0] } == [nil, "2", "3", "4"])
        recent[2] = "another"
        recent[5] = "5"
        #expect((1...5).map { recent[$0] } == [nil, nil, "3", "4", "5"])
    }
}
