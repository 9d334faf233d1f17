import Testing
import WebSocketProtocol
@testable import WebSocketClient

@Suite("Close codes")
struct CloseCodeTests {
    @Test("tell whether to come back, as the one table says", arguments: CloseCode.allCases)
    func known(code: CloseCode) {
        let status = CloseStatus(number: code.rawValue)
        #expect(status.code == code)
        #expect(status.allowsReturn == code.allowsReturn)
        #expect(ConnectionEnd.socketEnded(status).allowsReturn == code.allowsReturn)
    }

    @Test("that are not in the table do so by their range")
    func unknown() {
        #expect(CloseStatus(number: 4_199).allowsReturn)
        #expect(!CloseStatus(number: 4_299).allowsReturn)
        #expect(!CloseStatus(number: 3_000).allowsReturn)
        #expect(CloseStatus(number: 4_199, reason: "later").description
                == "the gateway closed the connection: 4199, later")
    }

    @Test("that stand for a broken socket are none", arguments: [nil, 1_005, 1_006] as [UInt16?])
    func broken(number: UInt16?) {
        let status = CloseStatus(.lost, number: number, reason: "connection reset")
        #expect(status.number == nil && status.code == nil && status.allowsReturn)
        #expect("\(ConnectionEnd.socketEnded(status))" == "the socket broke: connection reset")
    }

    @Test("are sent as released clients send them")
    func sent() {
        #expect(CloseReason.allCases.map { ConnectionEnd.closedByCanister($0).closing?.code.rawValue ?? 0 } == [
            4_001, 4_000, 4_000, 4_000,
        ])
        #expect(ConnectionEnd.closedHere.closing?.code == .normal)
        #expect(ConnectionEnd.unreachable("").closing == nil)
    }
}
