import SocketTestSupport
import Testing

@testable import WebSocketTransport

@Suite("Neither side is sent more than it takes", .timeLimit(.minutes(60)))
struct BackPressureTests {
    @Test("Bytes that wait are bounded; a message before which nothing waits is taken whatever its size")
    func outgoing() async throws {
        var configuration = WebSocketListenerConfiguration.patient
        configuration.connections.maximumOutgoingBytes = 100_000
        configuration.connections.closeTimeout = .milliseconds(100)
        let stage = try await TransportStage(configuration)
        let (socket, accepted) = try await stage.upgraded(receiveBuffer: 4_096)
        let connection = accepted.connection
        #expect(connection.send([UInt8](repeating: 1, count: 200_000)))
        // The system takes what its own buffers hold; then nothing moves.
        var taken = 0
        while connection.send([UInt8](repeating: 2, count: 20_000)) {
            taken += 1
            try #require(taken < 10_000)
        }
        #expect(connection.waitingByteCount > 80_000 - 1_000)
        #expect(connection.waitingByteCount <= 300_000)
        connection.close(code: 4100, reason: "too slow")
        #expect(await accepted.receiver.end() == WebSocketEnd(cause: .here, code: 4100, reason: "too slow"))
        withExtendedLifetime(socket) {}
    }

    @Test("Everything leaves in order, and nothing waits at the end")
    func order() async throws {
        let stage = try await TransportStage()
        let (socket, accepted) = try await stage.upgraded()
        for number in 0..<500 { #expect(accepted.connection.send([UInt8(number & 0xff), UInt8(number >> 8)])) }
        for number in 0..<500 {
            #expect(try await socket.receiveFrame()?.payload == [UInt8(number & 0xff), UInt8(number >> 8)])
        }
        accepted.connection.close(code: 1000)
        #expect(try await socket.receiveFrame()?.closeCode == 1000)
        try await socket.send(HandmadeFrame.close(1000))
        #expect(try await socket.receiveAll() == [])
        _ = await accepted.receiver.end()
        #expect(accepted.connection.waitingByteCount == 0)
    }

    @Test("Nothing is read, lost or swapped while reading is paused, and the peer has to wait")
    func paused() async throws {
        let stage = try await TransportStage { connection in Listening { _ in connection.pauseReading() } }
        let (socket, accepted) = try await stage.upgraded()
        let count = 20
        let body = [UInt8](repeating: 3, count: 150_000)
        let sending = Task {
            for number in 0..<count {
                try await socket.send(HandmadeFrame(HandmadeFrame.binary, [UInt8(number)] + body))
            }
            try await socket.send(HandmadeFrame.close(1000))
        }
        for number in 0..<count {
            guard case .message(let message) = await accepted.receiver.next() else {
                Issue.record("no message \(number)")
                return
            }
            #expect(message.first == UInt8(number))
            #expect(message.count == body.count + 1)
            // It paused with this one: the next comes when it goes on.
            #expect(accepted.receiver.messages.count == number + 1)
            accepted.connection.resumeReading()
        }
        try await sending.value
        #expect(await accepted.receiver.end()?.cause == .peer)
        #expect(try await socket.receiveFrame()?.closeCode == 1000)
    }

    @Test("A peer that has gone while reading was paused is told of after its last message")
    func goneWhilePaused() async throws {
        let stage = try await TransportStage { connection in Listening { _ in connection.pauseReading() } }
        let (socket, accepted) = try await stage.upgraded()
        for number in 0..<3 { try await socket.send(HandmadeFrame(HandmadeFrame.binary, [UInt8(number)])) }
        socket.endSending()
        #expect(try await socket.receiveAll() == [])
        for number in 0..<3 {
            #expect(await accepted.receiver.next() == .message([UInt8(number)]))
            accepted.connection.resumeReading()
        }
        let end = WebSocketEnd(cause: .lost, code: nil, reason: "the connection broke")
        #expect(await accepted.receiver.next() == .end(end))
    }

    @Test("A close lets the end come, also where reading stays paused")
    func closedWhilePaused() async throws {
        let stage = try await TransportStage { connection in Listening { _ in connection.pauseReading() } }
        let (socket, accepted) = try await stage.upgraded()
        for number in 0..<3 { try await socket.send(HandmadeFrame(HandmadeFrame.binary, [UInt8(number)])) }
        #expect(await accepted.receiver.next() == .message([0]))
        accepted.connection.close(code: 4107)
        #expect(try await socket.receiveFrame()?.closeCode == 4107)
        try await socket.send(HandmadeFrame.close(4107))
        #expect(await accepted.receiver.next() == .end(WebSocketEnd(cause: .here, code: 4107, reason: "")))
    }
}
