import CanisterExecution
import CanisterWebSockets
import Testing

@Suite("Polling")
struct PollingTests {
    @Test("pages of large messages stay below the reply's limit, and bring every message in order")
    func largeMessages() throws {
        let bench = try NativeBench(SendingTests.smallReply)
        try bench.sessions.open(.client(1))
        // Sizes from nothing to the largest, in no order.
        let maximum = bench.server.webSockets.maximumMessageSize
        let sizes = (0..<60).map { $0 * 7_919 * 31 % (maximum + 1) } + [maximum, maximum, 0, maximum]
        for (number, size) in sizes.enumerated() {
            #expect(bench.send([UInt8](repeating: UInt8(number), count: size), to: .client(1)) == nil)
        }
        var next: UInt64 = 0
        var received: [Int] = []
        var pages = 0
        var isEnd = false
        while !isEnd {
            try #require(pages < 100)
            let size = try bench.sessions.polling(from: next).get().count
            #expect(size <= 131_072)
            let page = try bench.sessions.poll(from: next)
            try #require(!page.messages.isEmpty)
            received += try page.messages.map { try Received($0, of: .gateway).content.count }
            next += UInt64(page.messages.count)
            isEnd = page.isEndOfQueue
            #expect(isEnd == (next == UInt64(1 + sizes.count)))
            pages += 1
        }
        #expect(received == [0] + sizes)
        #expect(pages > 10)
    }

    @Test("many small messages fill a page up to the limit of bytes, tree and certificate counted")
    func smallMessages() throws {
        var settings = SendingTests.smallReply
        settings.maximumReturnedMessages = 1_000_000
        let bench = try NativeBench(settings)
        try bench.sessions.open(.client(1))
        bench.perform { for number in 0..<1_500 { try? bench.server.send([UInt8(number % 256)], to: .client(1)) } }
        let size = try bench.sessions.polling().get().count
        #expect(size <= 131_072)
        #expect(size > 100_000)
        let page = try bench.sessions.poll()
        #expect(!page.isEndOfQueue)
        let all = try bench.sessions.pollAll()
        #expect(all.dropFirst().map { $0.content[0] } == (0..<1_500).map { UInt8($0 % 256) })
    }

    @Test("a page has at most the set number of messages; the last one says so")
    func count() throws {
        let bench = try NativeBench(WebSocketSettings(maximumReturnedMessages: 4, acknowledgementInterval: 100_000))
        try bench.sessions.open(.client(1))
        for _ in 0..<7 { bench.send([1], to: .client(1)) }
        for (from, count, isEnd) in [(0, 4, false), (3, 4, false), (4, 4, true), (5, 3, true), (7, 1, true)] {
            let page = try bench.sessions.poll(from: UInt64(from))
            #expect(page.messages.count == count)
            #expect(page.isEndOfQueue == isEnd)
        }
    }

    @Test(
        "beyond the end, at the end of numbers, and by strangers brings nothing",
        arguments: [2, 3, 1 << 40, .max] as [UInt64])
    func beyond(nonce: UInt64) throws {
        let bench = try NativeBench()
        try bench.sessions.open(.client(1))
        bench.send([1], to: .client(1))
        #expect(try bench.sessions.poll(from: nonce).messages.isEmpty)
        #expect(try bench.sessions.poll(.gateway(1), from: nonce).messages.isEmpty)
        #expect(try bench.sessions.poll(.client(1)).messages.isEmpty)
        #expect(try bench.sessions.poll(.anonymous).messages.isEmpty)
    }

    @Test("with a limit of no messages brings none")
    func noMessages() throws {
        let bench = try NativeBench(WebSocketSettings(maximumReturnedMessages: 0, acknowledgementInterval: 100_000))
        try bench.sessions.open(.client(1))
        #expect(try bench.sessions.poll().messages.isEmpty)
    }

    @Test("from before the oldest message that is kept begins with that one")
    func before() throws {
        let bench = try NativeBench()
        try bench.sessions.open(.client(1))
        for _ in 0..<9 { bench.send([1], to: .client(1)) }
        bench.sessions.advance(seconds: 301)
        bench.send([2], to: .client(1))
        let first = try bench.sessions.poll(from: 0)
        #expect(try bench.sessions.poll(from: 5).messages == first.messages)
        #expect(try first.messages.first.map { try Received($0, of: .gateway).nonce } ?? 0 >= 5)
    }

    @Test("as a call that all nodes run is refused: there is no certificate for it")
    func replicated() throws {
        let bench = try NativeBench()
        let argument = GetMessagesArguments(nonce: 0).encoded
        let sessions = bench.sessions
        // Nothing to certify, nothing to refuse.
        #expect(sessions.subnet.call(sessions.id, "ws_get_messages", argument, from: .gateway).result.reply != nil)
        try sessions.open(.client(1))
        let reject = sessions.subnet.call(sessions.id, "ws_get_messages", argument, from: .gateway).result.reject
        #expect(
            reject?.trap?.message.hasPrefix("messages are certified only in a query that is not replicated") == true)
    }

    @Test("with 200 gateways every page verifies, and none sees another's messages")
    func manyGateways() throws {
        let bench = try NativeBench()
        for number in 0..<200 as Range<UInt64> {
            try bench.sessions.open(.client(number), at: .gateway(number * 37 % 200))
        }
        bench.perform {
            for number in 0..<600 as Range<UInt64> {
                try? bench.server.send([UInt8(number % 200)], to: .client(number % 200))
            }
        }
        for number in 0..<200 as Range<UInt64> {
            let all = try bench.sessions.pollAll(.gateway(number * 37 % 200))
            #expect(all.map(\.key.principal) == [Principal](repeating: .client(number), count: 4))
            #expect(all.map(\.sequenceNumber) == [1, 2, 3, 4])
            #expect(all.dropFirst().allSatisfy { $0.content == [UInt8(number)] })
        }
    }

    @Test("what waits for a client stays when it has gone")
    func afterClosing() throws {
        let bench = try NativeBench()
        try bench.sessions.open(.client(1))
        bench.send([65], to: .client(1))
        try bench.sessions.closeSocket(.client(1))
        #expect(try bench.sessions.pollAll().map(\.description) == ["c1#1 open", "c1#2 A"])
    }
}
