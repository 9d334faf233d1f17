import Foundation
import Logging
import Synchronization
import Testing

@testable import WebSocketGateway

@Suite("The log has one line an event", .timeLimit(.minutes(60)))
struct LogTests {
    private final class Lines: Sendable {
        private let lines = Mutex<[String]>([])
        var all: [String] { lines.withLock { $0 } }
        func add(_ line: String) { lines.withLock { $0.append(line) } }
    }

    private let time = "2023-11-14T22:13:20.250Z"

    private func log(_ format: GatewayLogHandler.Format, _ body: (Logger) -> Void) -> [String] {
        let lines = Lines()
        let sink = LogSink(write: { lines.add($0) })
        let time = Date(timeIntervalSince1970: 1_700_000_000.25)
        body(Logger(label: "test") { _ in GatewayLogHandler(format, to: sink, now: { time }) })
        sink.flush()
        return lines.all
    }

    @Test("as text, in which nobody can write a line of his own")
    func text() {
        let lines = log(.text) { log in
            log.info("hello", metadata: ["session": "7", "client": "a b", "reason": "x\ny=\"z\"", "empty": ""])
            log.debug("not written")
            log.warning("two\nlines")
        }
        #expect(
            lines == [
                time + #" info hello client="a b" empty="" reason="x\\u{a}y=\"z\"" session=7"#,
                time + #" warning two\u{a}lines"#,
            ])
    }

    @Test("which what others wrote does not fill", arguments: GatewayLogHandler.Format.allCases)
    func long(format: GatewayLogHandler.Format) throws {
        // The 500th byte is the first half of a character.
        let text = String(repeating: "a", count: 499) + String(repeating: "é", count: 100_000)
        let lines = log(format) { $0.info("x", metadata: ["reason": "\(text)"]) }
        let line = try #require(lines.first)
        #expect(line.utf8.count < 700)
        #expect(line.contains(String(repeating: "a", count: 499) + "…"))
    }

    @Test("as JSON")
    func json() throws {
        let lines = log(.json) { log in
            var log = log
            log[metadataKey: "gateway"] = "g"
            log.error("it \"fails\"\n", metadata: ["path": "/a/b"])
        }
        #expect(
            lines == [
                #"{"gateway":"g","level":"error","message":"it \"fails\"\n","path":"/a/b","time":""# + time + "\"}"
            ])
    }

    @Test("Lines that nobody takes are dropped, and counted")
    func bounded() async {
        let lines = Lines()
        let (gate, open) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let sink = LogSink(maximumWaiting: 3) {
            lines.add($0)
            if $0 == "first" {
                gate.signal()
                open.wait()
            }
        }
        sink.take("first")
        gate.wait()
        for number in 0..<5 { sink.take("\(number)") }
        open.signal()
        sink.flush()
        #expect(lines.all == ["first", "3 lines of the log were dropped", "0", "1"])
    }
}
