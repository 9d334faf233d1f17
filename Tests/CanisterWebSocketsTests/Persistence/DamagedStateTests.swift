import CanisterTesting
import TestSupport
import Testing

@testable import Canister
@testable import CanisterWebSockets

@Suite("Saved WebSocket state")
struct DamagedStateTests {
    /// What a server with two gateways saved.
    private static let snapshot: [UInt8] = {
        var size: UInt64 = 0
        guard let bench = try? UpgradeBench(.init(saved: { size = $0 })) else { return [] }
        for client in 1...4 as ClosedRange<UInt64> {
            _ = try? bench.sessions.open(.client(client), at: .gateway(client % 2))
            bench.send(Array("message for \(client)".utf8), to: .client(client))
        }
        _ = try? bench.sessions.closeSocket(.client(4), by: .gateway(0))
        guard bench.refusedUpgrade(to: .init(refuses: true)) != nil, (try? bench.upgrade()) != nil else { return [] }
        return SnapshotBytes.restored(Array(bench.stableMemory[..<Int(size)]))
    }()

    @Test("is read as it was written")
    func whole() throws {
        let server = WebSocketServer()
        let size = try SnapshotBytes.read(Self.snapshot, into: server)?.size
        #expect(size == UInt64(Self.snapshot.count))
        #expect(server.connectionCount == 3)
        #expect(server.gatewayCount == 2)
        // What stands behind does not matter.
        #expect(try SnapshotBytes.read(Self.snapshot + [1, 2, 3], into: WebSocketServer())?.size == size)
    }

    @Test("with any byte changed is refused, without and with a right checksum of the changed bytes")
    func flipped() throws {
        var accepted = 0
        for position in Self.snapshot.indices {
            for change in [0x01, 0x80, 0xff] as [UInt8] {
                var bytes = Self.snapshot
                bytes[position] ^= change
                let error = #expect(throws: SnapshotError.self) {
                    try SnapshotBytes.read(bytes, into: WebSocketServer())
                }
                #expect(error?.text.string.isEmpty == false)
                // Numbers that cannot be are noticed even then, the others taken; nothing ends the process.
                if (try? SnapshotBytes.read(SnapshotBytes.signed(bytes), into: WebSocketServer())) != nil {
                    accepted += 1
                }
            }
        }
        #expect(accepted > 0)
        #expect(accepted < Self.snapshot.count * 3)
    }

    @Test("that is cut off is refused")
    func truncated() throws {
        for count in 0..<Self.snapshot.count {
            let bytes = Array(Self.snapshot[..<count])
            // With fewer bytes than the mark has nothing stands there.
            if count < 8 {
                #expect(try SnapshotBytes.read(bytes, into: WebSocketServer()) == nil)
                continue
            }
            #expect(throws: SnapshotError.self) { try SnapshotBytes.read(bytes, into: WebSocketServer()) }
            guard count >= 32 else { continue }
            #expect(throws: SnapshotError.self) {
                try SnapshotBytes.read(SnapshotBytes.signed(bytes), into: WebSocketServer())
            }
        }
    }

    @Test("with something behind its content is refused")
    func tooLong() {
        let bytes = SnapshotBytes.signed(Self.snapshot + [0])
        #expect(throws: SnapshotError.damaged(offset: UInt64(Self.snapshot.count))) {
            try SnapshotBytes.read(bytes, into: WebSocketServer())
        }
    }

    @Test("of a newer layout, and of one that never was, is refused", arguments: [0, 2, 255, 1 << 40, .max])
    func layouts(version: UInt64) {
        var bytes = Self.snapshot
        bytes.replaceSubrange(8..<16, with: withUnsafeBytes(of: version.littleEndian, Array.init))
        let error = #expect(throws: SnapshotError.unknownLayout(version)) {
            try SnapshotBytes.read(bytes, into: WebSocketServer())
        }
        #expect(error?.text.string == "this code cannot read saved WebSocket state of layout \(version)")
    }

    @Test("is told from zeros, which are no state, and from other bytes")
    func other() throws {
        #expect(try SnapshotBytes.read([UInt8](repeating: 0, count: 100), into: WebSocketServer()) == nil)
        #expect(throws: SnapshotError.noSnapshot) {
            try SnapshotBytes.read([UInt8](repeating: 7, count: 100), into: WebSocketServer())
        }
    }

    @Test("of random bytes with a right checksum is refused, or all zeros and so empty")
    func random() {
        var generator = SplitMix64(seed: 7)
        var accepted = 0
        for _ in 0..<2_000 {
            var bytes = Array(Self.snapshot[..<32])
            for _ in 0..<Int.random(in: 0..<400, using: &generator) {
                // Many small numbers, so that some of them mean something.
                bytes.append(Bool.random(using: &generator) ? 0 : .random(in: 0...255, using: &generator))
            }
            let server = WebSocketServer()
            do throws(SnapshotError) {
                _ = try SnapshotBytes.read(SnapshotBytes.signed(bytes), into: server)
                accepted += 1
                #expect(server.connectionCount == 0)
            } catch {
                #expect(error.text.bytes.isEmpty == false)
            }
        }
        #expect(accepted < 20)
    }
}

/// Snapshots as bytes.
enum SnapshotBytes {
    static func read(_ bytes: [UInt8], into server: WebSocketServer) throws(SnapshotError) -> SnapshotReader.Result? {
        try SnapshotReader.read(StableReader(bytes), 0..<UInt64(bytes.count), into: server)
    }

    /// A snapshot whose count and checksum are those of its bytes.
    static func signed(_ bytes: [UInt8]) -> [UInt8] {
        let contents = Array(bytes[32...])
        var reader = StableReader(contents)
        reader.seek(to: 0..<UInt64(contents.count))
        let checksum = reader.checksum()
        return Array(bytes[..<16]) + withUnsafeBytes(of: UInt64(contents.count).littleEndian, Array.init)
            + withUnsafeBytes(of: checksum.littleEndian, Array.init) + contents
    }

    /// A snapshot that was marked as read, as it was before.
    static func restored(_ bytes: [UInt8]) -> [UInt8] {
        Array("icwsSNAP".utf8) + bytes[8...]
    }
}

extension SnapshotReader.Result: Equatable {
    public static func == (left: SnapshotReader.Result, right: SnapshotReader.Result) -> Bool {
        left.size == right.size && left.savedAt == right.savedAt && left.acknowledgement == right.acknowledgement
            && left.check == right.check && left.acknowledgementSlice == right.acknowledgementSlice
    }
}
