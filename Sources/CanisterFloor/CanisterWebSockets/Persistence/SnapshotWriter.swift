import Candid
import Canister
import Certification
import SHA256
import SortedCollections
import WebSocketProtocol

/// Writes a snapshot straight from where everything stands.
///
/// Messages refer to their recipients by number. A recipient that has none in this snapshot has a number from before
/// its start, whatever earlier snapshots left there; so nothing has to be cleared or looked up.
struct SnapshotWriter: ~Copyable {
    private var writer: StableWriter
    private let offset: UInt64
    private let firstNumber: UInt64
    private var nextNumber: UInt64

    private init(at offset: UInt64, firstNumber: UInt64) {
        writer = StableWriter(at: offset + SnapshotLayout.headerSize)
        self.offset = offset
        self.firstNumber = firstNumber
        nextNumber = firstNumber
    }

    /// Writes all that a server holds.
    ///
    /// - Returns: bytes of the snapshot; `nil` where stable memory cannot grow.
    static func write(_ server: WebSocketServer, timers: Timers, now: UInt64, at offset: UInt64) -> UInt64? {
        var snapshot = SnapshotWriter(at: offset, firstNumber: server.nextSnapshotNumber)
        snapshot.write(now)
        snapshot.write(server.certifiedDigest)
        snapshot.write(server.timers, of: timers)
        snapshot.writeGateways(of: server)
        snapshot.writeConnections(of: server)
        snapshot.writeMessages(of: server)
        server.nextSnapshotNumber = snapshot.nextNumber
        return snapshot.finish()
    }

    private mutating func finish() -> UInt64? {
        guard writer.finish() else { return nil }
        let count = writer.count
        var checksum = writer.checksum
        checksum.add(count)
        SnapshotHeader(count: count, checksum: checksum.value).write(at: offset)
        return SnapshotLayout.headerSize + count
    }
}

// MARK: - Parts

extension SnapshotWriter {
    private mutating func write(_ sweeps: SweepTimers, of timers: Timers) {
        write(time(of: sweeps.acknowledgement, timers))
        write(time(of: sweeps.acknowledgementSlice, timers))
        write(sweeps.acknowledgementSweep.startedAt)
        write(sweeps.acknowledgementSweep.lastConnection)
        write(time(of: sweeps.check, timers))
        writer.write(littleEndian: UInt32(truncatingIfNeeded: sweeps.checkSweep.connectionsInThisRun))
        write(sweeps.checkSweep.lastConnection)
        write(sweeps.checkSweep.lastGateway)
    }

    private func time(of timer: Timers.ID?, _ timers: Timers) -> UInt64 {
        timer.flatMap { timers.dueTime(of: $0) } ?? SnapshotLayout.never
    }

    /// Writes the gateways in an order in which their logs make the same tree again.
    private mutating func writeGateways(of server: WebSocketServer) {
        writer.write(littleEndian: UInt32(truncatingIfNeeded: server.gateways.count))
        server.gateways.forEach { _, gateway in
            gateway.snapshotDepth = server.logs.depth(of: gateway.keyPrefix) ?? 0
        }
        var number: UInt32 = 0
        Self.forEachGateway(of: server) { gateway in
            gateway.snapshotNumber = number
            number += 1
            write(gateway.principal)
            write(gateway.emptySince ?? SnapshotLayout.never)
            write(gateway.queue.firstNonce)
            write(gateway.queue.nextNonce)
            _ = server.logs.readLog(gateway.keyPrefix) { log in log.forEachDigestRun { writer.write($0) } }
        }
    }

    private mutating func writeMessages(of server: WebSocketServer) {
        Self.forEachGateway(of: server) { gateway in
            gateway.queue.forEach(in: gateway.queue.firstNonce..<gateway.queue.nextNonce) { entry in
                write(entry.recipient)
                write(entry.timestamp)
                writer.write(littleEndian: UInt32(truncatingIfNeeded: entry.content.count))
                writer.write(entry.content)
            }
        }
    }

    /// Visits gateways by their depths. A tree of as many as can be is few levels deep.
    private static func forEachGateway(of server: WebSocketServer, _ body: (Gateway) -> Void) {
        var visited = 0
        var depth = 0
        while visited < server.gateways.count {
            server.gateways.forEach { _, gateway in
                guard gateway.snapshotDepth == depth else { return }
                body(gateway)
                visited += 1
            }
            depth += 1
        }
    }

    private mutating func writeConnections(of server: WebSocketServer) {
        writer.write(littleEndian: UInt32(truncatingIfNeeded: server.connections.count))
        server.connections.forEach { _, connection in
            connection.recipient.snapshotNumber = nextNumber
            nextNumber += 1
            write(connection.key)
            writer.write(littleEndian: connection.gateway.snapshotNumber)
            write(connection.openedAt)
            write(connection.lastIncoming)
            write(connection.lastOutgoing)
            write(connection.lastKeepAlive)
            writer.write(littleEndian: UInt8(connection.isOnWatch ? 1 : 0))
        }
    }
}

// MARK: - Pieces

extension SnapshotWriter {
    private mutating func write(_ number: UInt64) {
        writer.write(littleEndian: number)
    }

    private mutating func write(_ digest: Digest?) {
        writer.write(littleEndian: UInt8(digest == nil ? 0 : 1))
        digest?.withUnsafeBytes { writer.write($0) }
    }

    private mutating func write(_ principal: Principal?) {
        guard let principal else { return writer.write(littleEndian: SnapshotLayout.noPrincipal) }
        writer.write(littleEndian: UInt8(truncatingIfNeeded: principal.count))
        principal.withUnsafeBytes { writer.write($0) }
    }

    private mutating func write(_ key: ClientKey) {
        write(key.principal)
        write(key.nonce)
    }

    /// Writes a recipient's number, and its key where it has none yet.
    private mutating func write(_ recipient: Recipient) {
        let isNew = recipient.snapshotNumber < firstNumber
        if isNew {
            recipient.snapshotNumber = nextNumber
            nextNumber += 1
        }
        writer.write(littleEndian: UInt32(truncatingIfNeeded: recipient.snapshotNumber - firstNumber))
        if isNew { write(recipient.key) }
    }
}
