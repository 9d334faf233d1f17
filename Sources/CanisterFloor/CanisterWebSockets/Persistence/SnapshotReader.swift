import Bytes
import Candid
import Canister
import Certification
import SHA256
import SortedCollections
import WebSocketProtocol

/// Reads a snapshot into an empty server.
///
/// No number is believed: every count is met by the bytes that it speaks of before the next is read, so what is
/// allocated, and how long it takes, is bounded by the size of the snapshot.
struct SnapshotReader: ~Copyable {
    private var reader: StableReader
    private var gateways: [Gateway] = []
    private var recipients: [Recipient] = []
    private let size: UInt64
    private var rest = Rest()

    private init(_ reader: consuming StableReader) {
        size = reader.remaining
        self.reader = reader
    }

    /// What is not part of the server itself.
    struct Rest {
        /// When it was saved, in nanoseconds since 1970.
        var savedAt: UInt64 = 0
        var acknowledgementTime = SnapshotLayout.never
        var acknowledgementSliceTime = SnapshotLayout.never
        var acknowledgementSweep = AcknowledgementSweep()
        var checkTime = SnapshotLayout.never
        var checkSweep = CheckSweep()
    }

    /// Reads the contents of a snapshot, all that is behind its header.
    ///
    /// - Parameters:
    ///   - checksum: what the header says.
    ///   - server: to fill; it has to be empty. It is of no use where this throws.
    static func read(
        _ contents: consuming StableReader, checksum: UInt64, into server: WebSocketServer
    ) throws(SnapshotError) -> Rest {
        var snapshot = SnapshotReader(contents)
        try snapshot.read(into: server)
        guard snapshot.reader.remaining == 0 else { throw snapshot.invalid }
        var found = snapshot.reader.checksum
        found.add(snapshot.size)
        guard found.value == checksum else { throw .wrongChecksum }
        return snapshot.rest
    }

    private var invalid: SnapshotError { .invalid(offset: size - reader.remaining) }
}

// MARK: - Parts

extension SnapshotReader {
    private mutating func read(into server: WebSocketServer) throws(SnapshotError) {
        rest.savedAt = try number()
        server.certifiedDigest = try digest()
        try readSweeps()
        for _ in 0..<(try count()) { try readGateway(into: server) }
        for _ in 0..<(try count()) { try readConnection(into: server) }
        for gateway in gateways { try readMessages(of: gateway, upTo: server.logs.nextIndex(of: gateway.keyPrefix)) }
    }

    private mutating func readSweeps() throws(SnapshotError) {
        rest.acknowledgementTime = try number()
        rest.acknowledgementSliceTime = try number()
        rest.acknowledgementSweep.startedAt = try pastTime()
        rest.acknowledgementSweep.lastConnection = try cursor()
        rest.checkTime = try number()
        rest.checkSweep.connectionsInThisRun = Int(truncatingIfNeeded: try count())
        rest.checkSweep.lastConnection = try cursor()
        rest.checkSweep.lastGateway = try cursor()
        guard (1...CheckSweep.connectionsInOneRun).contains(rest.checkSweep.connectionsInThisRun) else { throw invalid }
    }

    private mutating func readGateway(into server: WebSocketServer) throws(SnapshotError) {
        let principal = try principal()
        let emptySince = try number()
        let firstNonce = try number()
        let gateway = Gateway(
            principal: principal, firstNonce: firstNonce,
            emptySince: emptySince == SnapshotLayout.never ? nil : emptySince)
        let log = try log(keyPrefix: gateway.keyPrefix, firstIndex: firstNonce, nextIndex: try number())
        guard gateway.emptySince ?? 0 <= rest.savedAt else { throw invalid }
        do throws(CertifiedLogMapError) {
            try server.logs.add(log)
        } catch {
            throw invalid
        }
        server.gateways.insert(gateway, for: principal)
        gateways.append(gateway)
    }

    private mutating func log(
        keyPrefix: [UInt8], firstIndex: UInt64, nextIndex: UInt64
    ) throws(SnapshotError) -> CertifiedLog {
        do throws(LogSnapshotError) {
            return try CertifiedLog(
                keyPrefix: keyPrefix, firstIndex: firstIndex, nextIndex: nextIndex,
                readingDigests: { reader.read(into: $0) })
        } catch {
            throw invalid
        }
    }

    private mutating func readConnection(into server: WebSocketServer) throws(SnapshotError) {
        let key = try key()
        let gateway = Int(truncatingIfNeeded: try count())
        guard gateways.indices.contains(gateway), gateways[gateway].emptySince == nil else { throw invalid }
        let connection = Connection(key: key, gateway: gateways[gateway], openedAt: try pastTime())
        connection.lastIncoming = try number()
        connection.lastOutgoing = try number()
        connection.lastKeepAlive = try pastTime()
        connection.isOnWatch = try flag()
        connection.gateway.connectionOpened()
        guard server.connections.insert(connection, for: key.principal) == nil else { throw invalid }
        recipients.append(connection.recipient)
    }

    private mutating func readMessages(of gateway: Gateway, upTo end: UInt64) throws(SnapshotError) {
        guard gateway.connectionCount > 0 || gateway.emptySince != nil else { throw invalid }
        while gateway.queue.nextNonce < end {
            let recipient = try recipient()
            let timestamp = try pastTime()
            guard let size = Int(exactly: try count()), let content = reader.readBytes(size) else { throw invalid }
            gateway.queue.append(OutgoingQueue.Entry(content: content, recipient: recipient, timestamp: timestamp))
        }
    }
}

// MARK: - Pieces

extension SnapshotReader {
    private mutating func number() throws(SnapshotError) -> UInt64 {
        guard let number = reader.read(littleEndian: UInt64.self) else { throw invalid }
        return number
    }

    private mutating func count() throws(SnapshotError) -> UInt32 {
        guard let count = reader.read(littleEndian: UInt32.self) else { throw invalid }
        return count
    }

    private mutating func byte() throws(SnapshotError) -> UInt8 {
        guard let byte = reader.read(littleEndian: UInt8.self) else { throw invalid }
        return byte
    }

    /// A time that is not after that of saving.
    private mutating func pastTime() throws(SnapshotError) -> UInt64 {
        let time = try number()
        guard time <= rest.savedAt else { throw invalid }
        return time
    }

    private mutating func flag() throws(SnapshotError) -> Bool {
        let byte = try byte()
        guard byte <= 1 else { throw invalid }
        return byte == 1
    }

    private mutating func digest() throws(SnapshotError) -> Digest? {
        guard try flag() else { return nil }
        guard let digest = reader.readBytes(Digest.byteCount).flatMap({ Digest($0) }) else { throw invalid }
        return digest
    }

    private mutating func cursor() throws(SnapshotError) -> Principal? {
        let count = try byte()
        if count == SnapshotLayout.noPrincipal { return nil }
        guard let bytes = reader.readBytes(Int(count)),
            let principal = bytes.withUnsafeBytes({ Principal(exactly: $0) })
        else { throw invalid }
        return principal
    }

    private mutating func principal() throws(SnapshotError) -> Principal {
        guard let principal = try cursor() else { throw invalid }
        return principal
    }

    private mutating func key() throws(SnapshotError) -> ClientKey {
        ClientKey(principal: try principal(), nonce: try number())
    }

    private mutating func recipient() throws(SnapshotError) -> Recipient {
        let number = Int(truncatingIfNeeded: try count())
        if recipients.indices.contains(number) { return recipients[number] }
        guard number == recipients.count else { throw invalid }
        let recipient = Recipient(key: try key())
        recipients.append(recipient)
        return recipient
    }
}
