import CanisterWebSockets
import Testing

@Suite("Sending")
struct SendingTests {
    /// Settings with the smallest reply that is allowed.
    static var smallReply: WebSocketSettings {
        var settings = WebSocketSettings()
        settings.maximumReplySize = 131_072
        return settings
    }

    @Test("brings messages in order, numbered for each client, after the message that opens")
    func order() throws {
        let bench = try NativeBench()
        for client in 1...2 as ClosedRange<UInt64> { try bench.sessions.open(.client(client)) }
        bench.send([97], to: .client(2))
        bench.send([98], to: .client(1))
        bench.send([99], to: .client(2))
        let all = try bench.sessions.pollAll()
        #expect(all.map(\.description) == ["c1#1 open", "c2#1 open", "c2#2 a", "c1#2 b", "c2#3 c"])
        #expect(all.map(\.nonce) == [0, 1, 2, 3, 4])
    }

    @Test("an empty message is a message")
    func empty() throws {
        let bench = try NativeBench()
        try bench.sessions.open(.client(1))
        #expect(bench.send([], to: .client(1)) == nil)
        #expect(try bench.sessions.pollAll().map(\.description) == ["c1#1 open", "c1#2 "])
    }

    @Test("to nobody is an error, and changes nothing")
    func notConnected() throws {
        let bench = try NativeBench()
        try bench.sessions.open(.client(1))
        let before = bench.sessions.certifiedData
        for stranger in [Principal.client(2), .anonymous, .managementCanister, .gateway] {
            guard case .clientNotConnected(stranger) = bench.send([1], to: stranger) else {
                Issue.record("no error for \(stranger)")
                continue
            }
            guard case .clientNotConnected(stranger) = bench.close(stranger) else {
                Issue.record("no error for closing \(stranger)")
                continue
            }
        }
        #expect(bench.sessions.certifiedData == before)
        #expect(try bench.sessions.pollAll().map(\.description) == ["c1#1 open"])
    }

    @Test(
        "the largest message fits into a reply, with its proof; one byte more is refused",
        arguments: [131_072, 3_144_704])
    func largest(replySize: Int) throws {
        var settings = WebSocketSettings()
        settings.maximumReplySize = replySize
        let bench = try NativeBench(settings)
        try bench.sessions.open(.client(1))
        let size = bench.server.webSockets.maximumMessageSize
        #expect(size > replySize - 70_000)
        let before = bench.sessions.certifiedData
        guard
            case .messageTooLarge(size + 1, maximum: size) = bench.send(
                [UInt8](repeating: 7, count: size + 1), to: .client(1))
        else { throw Unexpected("a message that is too large was taken") }
        #expect(bench.sessions.certifiedData == before)

        #expect(bench.send([UInt8](repeating: 7, count: size), to: .client(1)) == nil)
        #expect(bench.send([65], to: .client(1)) == nil)
        let reply = try bench.sessions.polling(from: 1).get()
        #expect(reply.count <= replySize)
        let all = try bench.sessions.pollAll()
        #expect(all.map(\.description) == ["c1#1 open", "c1#2 \(size) bytes", "c1#3 A"])
        #expect(all[1].content.allSatisfy { $0 == 7 })
    }

    @Test("into a full queue is an error, and takes no number; others go on")
    func fullQueue() throws {
        var settings = Self.smallReply
        settings.maximumQueueSize = 20_000
        let bench = try NativeBench(settings)
        try bench.sessions.open(.client(1))
        try bench.sessions.open(.client(2), at: .gateway(1))
        var sent = 0
        while bench.send([UInt8](repeating: 1, count: 1_000), to: .client(1)) == nil {
            sent += 1
            try #require(sent < 100)
        }
        #expect((14...19).contains(sent))
        let before = bench.sessions.certifiedData
        guard
            case .queueFull(gateway: .gateway, maximum: 20_000) = bench.send(
                [UInt8](repeating: 1, count: 1_000), to: .client(1))
        else { throw Unexpected("no error") }
        #expect(bench.sessions.certifiedData == before)
        #expect(bench.send([66], to: .client(2)) == nil)
        // A smaller one may still have room: the one that failed left no gap.
        let small = bench.send([67], to: .client(1)) == nil
        #expect(try bench.sessions.pollAll().map(\.sequenceNumber) == Array(1...UInt64(1 + sent + (small ? 1 : 0))))
        #expect(try bench.sessions.pollAll(.gateway(1)).map(\.description) == ["c2#1 open", "c2#2 B"])
    }

    @Test("a full queue refuses who would open, and takes them when messages have grown old")
    func fullQueueOpening() throws {
        var settings = Self.smallReply
        settings.maximumQueueSize = 20_000
        let bench = try NativeBench(settings)
        try bench.sessions.open(.client(1))
        while bench.send([UInt8](repeating: 1, count: 1_000), to: .client(1)) == nil {}
        while bench.send([UInt8](repeating: 1, count: 10), to: .client(1)) == nil {}
        #expect(try bench.sessions.open(.client(2)).text.contains("is full: it holds at most 20000 bytes"))
        #expect(bench.server.webSockets.connectionCount == 1)
        #expect(try bench.sessions.open(.client(2), at: .gateway(1)) == .ok)
        bench.sessions.advance(seconds: 301)
        #expect(try bench.sessions.open(.client(3)) == .ok)
        #expect(try bench.sessions.pollAll().last?.description == "c3#1 open")
    }

    @Test("deletes at most five messages that are older than the acknowledgement interval, each time")
    func deletesOld() throws {
        let bench = try NativeBench()
        try bench.sessions.open(.client(1))
        for number in 0..<11 { bench.send([UInt8(65 + number)], to: .client(1)) }
        bench.sessions.advance(seconds: 299)
        bench.send([90], to: .client(1))
        #expect(try bench.sessions.pollAll().first?.nonce == 0)
        // Not older than the interval yet, but as old.
        bench.sessions.advance(seconds: 1)
        bench.send([90], to: .client(1))
        #expect(try bench.sessions.pollAll().first?.nonce == 0)
        bench.sessions.subnet.advanceTime(by: 1)
        bench.send([90], to: .client(1))
        #expect(try bench.sessions.pollAll().first?.nonce == 5)
        let before = try bench.sessions.pollAll().map(\.description)
        bench.send([90], to: .client(1))
        let after = try bench.sessions.pollAll()
        #expect(after.first?.nonce == 10)
        #expect(after.dropLast().map(\.description) == Array(before.dropFirst(5)))
        bench.send([90], to: .client(1))
        #expect(try bench.sessions.pollAll().first?.nonce == 12)
    }
}

extension WebSocketError: Equatable {
    /// Errors are as good as their texts here.
    public static func == (left: WebSocketError, right: WebSocketError) -> Bool { "\(left)" == "\(right)" }
}
