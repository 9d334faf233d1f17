import Candid
import Canister
import Certification
import SHA256
import BalancedTrees
import WebSocketProtocol

/// Writes the contents of a snapshot straight from where everything stands.
struct SnapshotWriter: ~Copyable {
    private var writer: StableWriter

    /// Writes all that a server holds.
    ///
    /// - Returns: bytes of the snapshot; `nil` where stable memory cannot grow so far.
    static func write(_ server: WebSocketServer, timers: Timers, at offset: UInt64) -> UInt64? {
        let start = offset + SnapshotLayout.headerSize
        var contents = SnapshotWriter(writer: StableWriter(at: start))
        contents.write(server, timers)
        let count = contents.writer.count
        guard contents.writer.finish() else { return nil }
        var reader = StableReader()
        reader.seek(to: start..<(start + count))
        var header = SnapshotWriter(writer: StableWriter(at: offset))
        header.write(SnapshotLayout.magic)
        header.write(SnapshotLayout.version)
        header.write(count)
        header.write(reader.checksum())
        return header.writer.finish() ? SnapshotLayout.headerSize + count : nil
    }

    private mutating func write(_ server: WebSocketServer, _ timers: Timers) {
        write(IC.time)
        write(server.makeRoot().firstWord)
        write(server.sweeps, timers)
        writeGateways(of: server)
        writeConnections(of: server)
        server.gateways.forEach { _, gateway in writeMessages(of: gateway) }
    }
}

// MARK: - Parts

extension SnapshotWriter {
    private mutating func write(_ sweeps: Sweeps, _ timers: Timers) {
        write(sweeps.acknowledgement, timers)
        write(sweeps.check, timers)
        write(sweeps.acknowledgementSlice, timers)
        write(sweeps.acknowledgementStart)
        write(sweeps.acknowledgementCursor ?? .anonymous)
    }

    /// Writes the gateways in an order in which their logs make the same tree again: level by level.
    private mutating func writeGateways(of server: WebSocketServer) {
        write(count: server.gateways.count)
        var left = server.gateways.count
        var depth = 0
        while left > 0 {
            server.gateways.forEach { principal, gateway in
                guard server.logs.depth(of: gateway.keyPrefix) ?? 0 == depth else { return }
                left &-= 1
                write(principal)
                write(gateway.emptySince ?? SnapshotLayout.never)
                write(gateway.queue.firstNonce)
                write(gateway.queue.nextNonce)
                _ = server.logs.readLog(gateway.keyPrefix) { log in log.forEachDigestRun { writer.write($0) } }
            }
            depth &+= 1
        }
    }

    private mutating func writeConnections(of server: WebSocketServer) {
        write(count: server.connections.count)
        server.connections.forEach { _, connection in
            write(connection.key)
            write(connection.gateway.principal)
            write(connection.openedAt)
            write(connection.lastIncoming)
            write(connection.lastOutgoing)
            write(connection.unansweredSince ?? SnapshotLayout.never)
        }
    }

    /// Writes messages. One to a recipient that had one before refers to that. What an earlier snapshot left behind does
    /// no harm: it is another message to the same recipient, or none.
    private mutating func writeMessages(of gateway: Gateway) {
        var nonce = gateway.queue.firstNonce
        while let message = gateway.queue[nonce] {
            let earlier = message.recipient.savedNonce
            if earlier >= nonce || earlier < gateway.queue.firstNonce {
                write(SnapshotLayout.never)
                write(message.recipient.key)
            } else {
                write(earlier)
            }
            message.recipient.savedNonce = nonce
            nonce &+= 1
            write(message.timestamp)
            write(count: message.content.count)
            writer.write(message.content)
        }
    }
}

// MARK: - Pieces

extension SnapshotWriter {
    @inline(never)
    private mutating func write(_ number: UInt64) {
        writer.write(littleEndian: number)
    }

    /// Writes a number of things that are in memory, so 32 bits hold it.
    private mutating func write(count: Int) {
        writer.write(littleEndian: UInt32(truncatingIfNeeded: count))
    }

    @inline(never)
    private mutating func write(_ timer: Timers.ID?, _ timers: Timers) {
        write(timer.flatMap { timers.dueTime(of: $0) } ?? SnapshotLayout.never)
    }

    @inline(never)
    private mutating func write(_ principal: Principal) {
        writer.write(littleEndian: UInt8(truncatingIfNeeded: principal.count))
        writer.write(principal)
    }

    private mutating func write(_ key: ClientKey) {
        write(key.principal)
        write(key.nonce)
    }
}
