import Candid
import Foundation
import Testing
import WebSocketClient
import WebSocketProtocol

@testable import icws

@Suite("What icws connect tells")
struct ConnectLineTests {
    private let end = ConnectionEnd.socketEnded(CloseStatus(number: 1_012, reason: "restart"))

    private func json(_ line: ConnectLine) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(line.json.utf8)) as? [String: Any])
    }

    @Test("is why it ended, with the code and whether to come back")
    func closed() throws {
        let text = ConnectLine.closed(end).text(.plain)
        #expect(text == "closed: the gateway closed the connection: 1012 (restart), restart")
        let event = try json(.closed(end))
        #expect(event["code"] as? Int == 1_012 && event["may_return"] as? Bool == true)
        let own = try json(.closed(.acknowledgementTimeout([1, 2, 4])))
        #expect(own["code"] as? Int == 4_000)
        #expect(own["reason"] as? String == "not acknowledged in time: messages 1 to 2, 4")
        #expect(try json(.closed(.unreachable("refused")))["code"] == nil)
    }

    @Test("is what was sent, what arrived, and how long it waits")
    func steps() throws {
        #expect(ConnectLine.sent(3).text(.plain) == "sent #3")
        #expect(try json(.sent(3))["sequence_number"] as? Int == 3)
        #expect(ConnectLine.acknowledged(upTo: 3).text(.plain) == "the canister has everything up to #3")
        let waiting = ConnectLine.waiting(.milliseconds(1_250), after: end)
        #expect(waiting.text(.plain).hasSuffix("; connecting again in 1250 ms"))
        #expect(try json(waiting)["milliseconds"] as? Int == 1_250)
    }

    @Test("has a status that scripts can tell apart")
    func statuses() {
        let statuses: [(ConnectionEnd, CommandStatus)] = [
            (.unreachable("refused"), .network), (end, .network), (.openTimeout(.seconds(60)), .network),
            (.socketEnded(CloseStatus(number: 4_202, reason: "no")), .rejected),
            (.socketEnded(CloseStatus(number: 4_101, reason: "")), .outcomeUnknown),
            (.closedByCanister(.closedByApplication), .rejected), (.acknowledgementTimeout([1]), .outcomeUnknown),
            (.refused(.sequenceNumber(expected: 1, found: 2)), .notVerified),
            (.rootKey(.http(status: 503, text: "starting")), .network),
        ]
        for (end, status) in statuses { #expect(CommandFailure(end).status == status, "\(end)") }
    }
}

@Suite("Lines of input")
struct InputLinesTests {
    private func lines(_ bytes: [UInt8]) async throws -> [String] {
        let file = FileManager.default.temporaryDirectory.appending(path: "lines-\(UUID().uuidString)")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let handle = try FileHandle(forReadingFrom: file)
        let input = InputLines(file: handle.fileDescriptor)
        #expect(!input.isTerminal)
        var lines: [String] = []
        while let line = try await input.next() { lines.append(line) }
        return lines
    }

    @Test("end at newlines, and at the end")
    func ends() async throws {
        #expect(try await lines(Array("one\n\ntwo\nthree".utf8)) == ["one", "", "two", "three"])
        #expect(try await lines(Array("one\n".utf8)) == ["one"])
        #expect(try await lines([]) == [])
        let long = String(repeating: "é", count: 100_000)
        #expect(try await lines(Array("\(long)\n\(long)\n".utf8)) == [long, long])
    }

    @Test("are waited for where the file does not wait by itself")
    func nonBlocking() async throws {
        let pipe = Pipe()
        let file = pipe.fileHandleForReading.fileDescriptor
        try #require(fcntl(file, F_SETFL, O_NONBLOCK) == 0)
        let input = InputLines(file: file)
        let first = Task { try await input.next() }
        try await Task.sleep(for: .milliseconds(20))
        try pipe.fileHandleForWriting.write(contentsOf: Data("one\ntwo".utf8))
        #expect(try await first.value == "one")
        try pipe.fileHandleForWriting.close()
        #expect(try await input.next() == "two")
        #expect(try await input.next() == nil)
        try pipe.fileHandleForReading.close()
    }

    @Test("do not end where the file cannot be read: that is an error")
    func unreadable() async {
        let input = InputLines(file: -1)
        let failure = await #expect(throws: CommandFailure.self) { _ = try await input.next() }
        #expect(failure?.status == .failure)
        #expect(failure?.message.hasPrefix("input cannot be read: ") == true)
    }

    @Test("are refused where they are too long, or no text")
    func refusals() async throws {
        let tooLong = [UInt8](repeating: UInt8(ascii: "a"), count: InputLines.maximumSize + 70_000)
        await #expect(throws: CommandFailure.self) { _ = try await lines(tooLong) }
        await #expect(throws: CommandFailure.self) { _ = try await lines([0xff, 0x0a]) }
    }
}
