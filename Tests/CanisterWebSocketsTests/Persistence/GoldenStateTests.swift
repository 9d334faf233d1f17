import CanisterExecution
import CanisterTesting
import Foundation
import TestSupport
import Testing

@testable import CanisterWebSockets

/// What this and earlier versions saved stands in `Tests/Vectors`, so that each later version proves that it reads it.
@Suite("WebSocket state that a version saved")
struct GoldenStateTests {
    /// A session with all that a snapshot can hold: two gateways, one without connections, messages that were dropped,
    /// messages of connections that are gone, unanswered acknowledgements.
    private func session() throws -> (bench: UpgradeBench, bytes: [UInt8]) {
        var size: UInt64 = 0
        let options = UpgradeBench.Options(saved: { size = $0 })
        let bench = try UpgradeBench(options)
        for client in 1...3 as ClosedRange<UInt64> { try bench.sessions.open(.client(client), at: .gateway(1)) }
        try bench.sessions.open(.client(4), nonce: 44, at: .gateway(2))
        for number in 0..<20 { bench.send(Array("\(number)".utf8), to: .client(1)) }
        try bench.sessions.message(Array("hello".utf8), from: .client(2))
        bench.sessions.advance(seconds: 99)
        try bench.sessions.closeSocket(.client(4), nonce: 44, by: .gateway(2))
        bench.sessions.advance(seconds: 12)
        bench.send(Array("late".utf8), to: .client(3))
        try bench.sessions.keepAlive(.client(3))
        #expect(bench.refusedUpgrade(to: UpgradeBench.Options(refuses: true)) != nil)
        let summary = bench.server.webSockets.summary
        try bench.upgrade(to: options)
        #expect(bench.server.webSockets.summary == summary)
        return (bench, SnapshotBytes.restored(Array(bench.stableMemory[..<Int(size)])))
    }

    private static func vector(_ version: Int) -> URL {
        Checkout.root.appending(path: "Tests/Vectors/websocket-state-\(version).hex")
    }

    private static func bytes(of version: Int) throws -> [UInt8] {
        try #require([UInt8](hexadecimal: String(contentsOf: vector(version), encoding: .utf8)))
    }

    @Test("is what this version saves")
    func written() throws {
        let (_, bytes) = try session()
        let lines = stride(from: 0, to: bytes.count, by: 48).map { start in
            hex(bytes[start..<min(start + 48, bytes.count)]) + "\n"
        }
        if ProcessInfo.processInfo.environment["RECORD_WEBSOCKET_STATE"] != nil {
            try lines.joined().write(to: Self.vector(Int(SnapshotLayout.version)), atomically: true, encoding: .utf8)
        }
        #expect(bytes == (try Self.bytes(of: Int(SnapshotLayout.version))))
    }

    @Test("is read by this version", arguments: 1...Int(SnapshotLayout.version))
    func read(version: Int) throws {
        let server = WebSocketServer()
        let result = try SnapshotBytes.read(Self.bytes(of: version), into: server)
        #expect(result?.savedAt == 1_700_000_111_000_000_000)
        #expect(result?.acknowledgementTime == 1_700_000_200_000_000_000)
        #expect(result?.checkTime == 1_700_000_160_000_000_000)
        #expect(result?.acknowledgementSliceTime == .max)
        let (bench, _) = try session()
        #expect(server.summary == bench.server.webSockets.summary)
        #expect(server.makeRoot().bytes == bench.sessions.certifiedData)
        #expect(result?.certifiedWord == server.makeRoot().firstWord)
        #expect(server.recipientCount(of: .gateway(1)) == 3)
        #expect(server.recipientCount(of: .gateway(2)) == 1)
    }
}
