import Candid
import Canister
import Certification
import SHA256
import BalancedTrees
import WebSocketProtocol

/// Reads a snapshot into an empty server.
///
/// No number is believed: every count is met by the bytes that it speaks of before the next is read, so what is
/// allocated, and how long it takes, is bounded by the size of the snapshot. What is wrong is noted where it is met;
/// from there on all that is read is zero, and the loops end.
final class SnapshotReader {
    private var reader: StableReader
    private let server: WebSocketServer
    /// How many bytes were left where something was wrong for the first time.
    private var damage: UInt64?

    /// Bytes of the snapshot.
    private(set) var size: UInt64 = 0
    /// When it was saved, in nanoseconds since 1970.
    private(set) var savedAt: UInt64 = 0
    /// The first eight bytes of the certified data.
    private(set) var certifiedWord: UInt64 = 0
    /// When the next acknowledgement is due.
    private(set) var acknowledgementTime: UInt64 = 0
    /// When the next check is due; ``SnapshotLayout/never`` for none.
    private(set) var checkTime: UInt64 = 0
    /// When an acknowledgement goes on that was begun; ``SnapshotLayout/never`` for none.
    private(set) var acknowledgementSliceTime: UInt64 = 0

    /// Reads a snapshot.
    ///
    /// - Parameters:
    ///   - reader: of the memory that it stands in.
    ///   - range: from its start to the end of that memory.
    ///   - server: to fill; it has to be empty. It is of no use where this throws.
    /// - Returns: what is not in the server; `nil` where nothing stands: with too few bytes, or zeros, nothing was saved,
    ///   or it was read already.
    static func read(
        _ reader: consuming StableReader, _ range: Range<UInt64>, into server: WebSocketServer
    ) throws(SnapshotError) -> SnapshotReader? {
        let snapshot = SnapshotReader(reader, server)
        snapshot.reader.seek(to: range)
        let magic = snapshot.number()
        if magic == 0 { return nil }
        guard magic == SnapshotLayout.magic else { throw .noSnapshot }
        let version = snapshot.number()
        guard version == SnapshotLayout.version else { throw .unknownLayout(version) }
        let count = snapshot.number()
        let checksum = snapshot.number()
        let start = range.lowerBound &+ SnapshotLayout.headerSize
        snapshot.require(count <= snapshot.reader.remaining)
        if snapshot.damage == nil {
            let contents = start..<(start &+ count)
            snapshot.reader.seek(to: contents)
            snapshot.require(snapshot.reader.checksum() == checksum)
            snapshot.reader.seek(to: contents)
            snapshot.readContents()
            snapshot.require(snapshot.reader.remaining == 0)
        }
        snapshot.size = SnapshotLayout.headerSize &+ count
        if let damage = snapshot.damage { throw .damaged(offset: snapshot.size &- damage) }
        return snapshot
    }

    private init(_ reader: consuming StableReader, _ server: WebSocketServer) {
        self.reader = reader
        self.server = server
    }
}

// MARK: - Parts

extension SnapshotReader {
    private func readContents() {
        savedAt = number()
        certifiedWord = number()
        acknowledgementTime = number()
        checkTime = number()
        acknowledgementSliceTime = number()
        server.sweeps.acknowledgementStart = number()
        server.sweeps.acknowledgementCursor = principal()
        var left = count()
        while left > 0, damage == nil {
            readGateway()
            left -= 1
        }
        left = count()
        while left > 0, damage == nil {
            readConnection()
            left -= 1
        }
        let server = server
        server.gateways.forEach { _, gateway in readMessages(of: gateway) }
    }

    private func readGateway() {
        let principal = principal()
        let emptySince = pastTime()
        let firstNonce = number()
        let gateway = Gateway(principal: principal, firstNonce: firstNonce, emptySince: emptySince)
        let nextNonce = number()
        do throws(CertifiedLogMapError) { try server.logs.add(gateway.keyPrefix) } catch { require(false) }
        let isWhole = server.logs.withLog(gateway.keyPrefix) { log in
            log.restore(firstIndex: firstNonce, nextIndex: nextNonce) { reader.read(into: $0) }
        }
        require(isWhole ?? false)
        server.gateways.insert(gateway, for: principal)
    }

    private func readConnection() {
        let key = key()
        let gateway = server.gateways[principal()]
        guard let gateway, gateway.emptySince == nil else { return require(false) }
        let connection = Connection(key: key, gateway: gateway, openedAt: number())
        connection.lastIncoming = number()
        connection.lastOutgoing = number()
        connection.unansweredSince = pastTime()
        gateway.connectionOpened()
        require(server.connections.insert(connection, for: key.principal) == nil)
    }

    private func readMessages(of gateway: Gateway) {
        require(gateway.connectionCount > 0 || gateway.emptySince != nil)
        let end = server.logs.nextIndex(of: gateway.keyPrefix)
        while gateway.queue.nextNonce < end, damage == nil {
            let recipient = recipient(in: gateway)
            let timestamp = number()
            let content = reader.readBytes(count())
            require(content != nil)
            gateway.queue.append(
                OutgoingQueue.Entry(content: content ?? [], recipient: recipient, timestamp: timestamp))
        }
        server.queuedSize += gateway.queue.size
    }

    /// The recipient of a message: that of an earlier one, or that of a connection, or one that is gone.
    private func recipient(in gateway: Gateway) -> Recipient {
        let earlier = number()
        if let message = gateway.queue[earlier] { return message.recipient }
        require(earlier == SnapshotLayout.never)
        let key = key()
        if let connection = server.connections[key.principal], connection.key == key { return connection.recipient }
        return Recipient(key: key)
    }
}

// MARK: - Pieces

extension SnapshotReader {
    /// Notes that something is wrong if it is.
    @inline(never)
    private func require(_ isRight: Bool) {
        if !isRight, damage == nil { damage = reader.remaining }
    }

    /// Reads a number of some bytes.
    @inline(never)
    private func read(_ byteCount: Int) -> UInt64 {
        var number: UInt64 = 0
        withUnsafeMutableBytes(of: &number) { bytes in
            require(reader.read(into: UnsafeMutableRawBufferPointer(start: bytes.baseAddress, count: byteCount)))
        }
        return UInt64(littleEndian: number)
    }

    private func number() -> UInt64 { read(8) }

    /// A number of things in memory. One that is too great counts as negative.
    private func count() -> Int { Int(Int32(truncatingIfNeeded: read(4))) }

    /// A time that is not after that of saving, or none.
    @inline(never)
    private func pastTime() -> UInt64? {
        let time = number()
        if time == SnapshotLayout.never { return nil }
        require(time <= savedAt)
        return time
    }

    @inline(never)
    private func principal() -> Principal {
        var bytes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        let count = Int(UInt8(truncatingIfNeeded: read(1)))
        require(count <= Principal.maximumCount)
        return withUnsafeMutableBytes(of: &bytes) { bytes in
            let bytes = UnsafeMutableRawBufferPointer(
                start: bytes.baseAddress, count: min(count, Principal.maximumCount))
            require(reader.read(into: bytes))
            return Principal(exactly: UnsafeRawBufferPointer(bytes)) ?? .anonymous
        }
    }

    private func key() -> ClientKey {
        ClientKey(principal: principal(), nonce: number())
    }
}
