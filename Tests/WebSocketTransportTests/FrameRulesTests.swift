import SocketTestSupport
import Testing

@testable import WebSocketTransport

/// What a client may not send, and the code that answers it.
struct Offence: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let frames: [HandmadeFrame]
    let code: UInt16

    init(_ name: String, _ code: UInt16, _ frames: HandmadeFrame...) {
        testDescription = name
        self.code = code
        self.frames = frames
    }
}

@Suite("A server enforces RFC 6455 on frames", .timeLimit(.minutes(60)))
struct FrameRulesTests {
    static let offences: [Offence] = [
        Offence("no mask", 1002, HandmadeFrame(HandmadeFrame.binary, [1], isMasked: false)),
        Offence("a ping without mask", 1002, HandmadeFrame(HandmadeFrame.ping, [1], isMasked: false)),
        Offence("reserved bit 1", 1002, HandmadeFrame(HandmadeFrame.binary, [1], reserved: 4)),
        Offence("reserved bit 2", 1002, HandmadeFrame(HandmadeFrame.binary, [1], reserved: 2)),
        Offence("reserved bit 3 of a control frame", 1002, HandmadeFrame(HandmadeFrame.ping, [1], reserved: 1)),
        Offence("an unknown opcode for data", 1002, HandmadeFrame(3, [1])),
        Offence("an unknown opcode for control", 1002, HandmadeFrame(11, [1])),
        Offence("a text frame", 1003, HandmadeFrame(HandmadeFrame.text, Array("text".utf8))),
        Offence("a continuation of nothing", 1002, HandmadeFrame(HandmadeFrame.continuation, [1])),
        Offence(
            "a message within a message", 1002, HandmadeFrame(HandmadeFrame.binary, [1], isFinal: false),
            HandmadeFrame(HandmadeFrame.binary, [2])),
        Offence("a ping in parts", 1002, HandmadeFrame(HandmadeFrame.ping, [1], isFinal: false)),
        Offence("a large ping", 1002, HandmadeFrame(HandmadeFrame.ping, [UInt8](repeating: 0, count: 126))),
        Offence("a large close", 1002, HandmadeFrame.close(1000, String(repeating: "a", count: 124))),
        Offence("a close of one byte", 1002, HandmadeFrame(HandmadeFrame.close, [3])),
        Offence("a reason that is no UTF-8", 1007, HandmadeFrame(HandmadeFrame.close, [3, 232, 0xff])),
        Offence(
            "a message above the limit", 1009,
            HandmadeFrame(HandmadeFrame.binary, [UInt8](repeating: 0, count: 1_001))),
        Offence(
            "a message in frames above the limit", 1009,
            HandmadeFrame(HandmadeFrame.binary, [UInt8](repeating: 0, count: 600), isFinal: false),
            HandmadeFrame(HandmadeFrame.continuation, [UInt8](repeating: 0, count: 401))),
        Offence(
            "a message in too many frames", 1009,
            HandmadeFrame(HandmadeFrame.binary, isFinal: false),
            HandmadeFrame(HandmadeFrame.continuation, isFinal: false),
            HandmadeFrame(HandmadeFrame.continuation, isFinal: false), HandmadeFrame(HandmadeFrame.continuation)),
    ]

    static let codes: [Offence] = [0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535].map {
        Offence("a close with the code \($0)", 1002, HandmadeFrame.close($0))
    }

    static var limited: WebSocketListenerConfiguration {
        var configuration = WebSocketListenerConfiguration.patient
        configuration.connections.frames.maximumMessageSize = 1_000
        configuration.connections.frames.maximumFragmentCount = 3
        return configuration
    }

    @Test("Each offence is answered with its close code, then the connection ends", arguments: offences + codes)
    func answered(offence: Offence) async throws {
        let stage = try await TransportStage(Self.limited)
        let (socket, accepted) = try await stage.upgraded()
        for frame in offence.frames { try await socket.send(frame) }
        let answer = try #require(try await socket.receiveFrame())
        #expect(answer.opcode == HandmadeFrame.close)
        #expect(answer.closeCode == offence.code)
        #expect(!answer.closeReason.isEmpty)
        #expect(answer.mask == nil)
        #expect(try await socket.receiveAll() == [])
        let end = await accepted.receiver.end()
        #expect(end == WebSocketEnd(cause: .here, code: offence.code, reason: answer.closeReason))
        #expect(accepted.receiver.messages.isEmpty)
    }

    @Test("A frame that only says that it is too large is refused before it comes")
    func announcedSize() async throws {
        let stage = try await TransportStage(Self.limited)
        for size in [1_001, 1 << 40, Int.max] {
            let (socket, _) = try await stage.upgraded()
            try await socket.send(HandmadeFrame(HandmadeFrame.binary).header(payloadSize: size))
            #expect(try await socket.receiveFrame()?.closeCode == 1009)
        }
    }

    @Test("The refusal of a frame that is too large arrives although the frame comes after its header")
    func announcedAndSent() async throws {
        let stage = try await TransportStage(Self.limited)
        let (socket, accepted) = try await stage.upgraded()
        try await socket.send(HandmadeFrame(HandmadeFrame.binary).header(payloadSize: 1 << 20))
        let piece = [UInt8](repeating: 7, count: 16 << 10)
        for _ in 0..<64 { try await socket.send(piece) }
        socket.endSending()
        #expect(try await socket.receiveFrame()?.closeCode == 1009)
        #expect(try await socket.receiveAll() == [])
        #expect(await accepted.receiver.end()?.code == 1009)
    }

    @Test("After an offence nothing is looked at, however much comes")
    func afterwards() async throws {
        let stage = try await TransportStage(Self.limited)
        let (socket, accepted) = try await stage.upgraded()
        try await socket.send(HandmadeFrame(HandmadeFrame.text))
        #expect(try await socket.receiveFrame()?.closeCode == 1003)
        let more = HandmadeFrame(HandmadeFrame.binary, [UInt8](repeating: 7, count: 900))
        for _ in 0..<50 { try await socket.send(more) }
        socket.endSending()
        #expect(try await socket.receiveAll() == [])
        #expect(await accepted.receiver.end()?.code == 1003)
        #expect(accepted.receiver.messages.isEmpty)
    }

    @Test("Messages in frames are put together, with control frames between them")
    func fragments() async throws {
        let stage = try await TransportStage(Self.limited)
        let (socket, accepted) = try await stage.upgraded()
        try await socket.send(HandmadeFrame(HandmadeFrame.binary, [1, 2], isFinal: false))
        try await socket.send(HandmadeFrame(HandmadeFrame.ping, [9, 9]))
        try await socket.send(HandmadeFrame(HandmadeFrame.continuation, [], isFinal: false))
        try await socket.send(HandmadeFrame(HandmadeFrame.pong, [8]))
        try await socket.send(HandmadeFrame(HandmadeFrame.continuation, [3]))
        try await socket.send(HandmadeFrame(HandmadeFrame.binary))
        let pong = try #require(try await socket.receiveFrame())
        #expect(pong.opcode == HandmadeFrame.pong)
        #expect(pong.payload == [9, 9])
        var heard: [Heard] = []
        while heard.count < 4, let next = await accepted.receiver.next() { heard.append(next) }
        #expect(heard == [.control, .control, .message([1, 2, 3]), .message([])])
    }

    @Test("Messages up to the limit come through, byte by byte and all at once")
    func sizes() async throws {
        let stage = try await TransportStage(Self.limited)
        let (socket, accepted) = try await stage.upgraded()
        let messages = [0, 1, 125, 126, 127, 1_000].map { (0..<$0).map { UInt8(truncatingIfNeeded: $0 * 7) } }
        for byte in HandmadeFrame(HandmadeFrame.binary, [5, 6]).bytes { try await socket.send([byte]) }
        try await socket.send(messages.flatMap { HandmadeFrame(HandmadeFrame.binary, $0).bytes })
        for expected in [[5, 6]] + messages { #expect(await accepted.receiver.next() == .message(expected)) }
    }
}
