import Bytes
import SHA256

// A snapshot holds the digests as they are kept, so neither writing nor reading it hashes anything. Where each of them
// belongs follows from the numbers of entries: no positions are stored.

/// Why bytes are not the snapshot of a certified log.
public enum LogSnapshotError: Error, Hashable, Sendable {
    /// The bytes end before the snapshot does.
    case endOfInput(offset: Int)
    /// The snapshot is of a layout that this version does not know.
    case unknownLayout(offset: Int, found: UInt8)
    /// The indices of the first and of the next entry contradict each other or are out of range.
    case invalidIndices(firstIndex: UInt64, nextIndex: UInt64)
}

extension LogSnapshotError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .endOfInput(let offset):
            "the snapshot of a certified log is cut off at byte \(offset)"
        case .unknownLayout(let offset, let found):
            "the snapshot of a certified log at byte \(offset) has layout \(found), where 1 was expected"
        case .invalidIndices(let firstIndex, let nextIndex):
            "the snapshot of a certified log claims entries from \(firstIndex) to below \(nextIndex)"
        }
    }
}

extension CertifiedLog {
    private static let snapshotLayout: UInt8 = 1

    /// Appends all that a log needs to go on where this one stands: about 100 bytes for each live entry.
    public func writeSnapshot(to writer: inout ByteWriter) {
        writer.reserve(snapshotSize)
        writer.write(CertifiedLog.snapshotLayout)
        writer.write(bigEndian: UInt32(truncatingIfNeeded: keyPrefix.count))
        writer.write(keyPrefix)
        writer.write(bigEndian: firstIndex)
        writer.write(bigEndian: nextIndex)
        for peak in peaks { writer.write(peak) }
        LogChunks.forEachPlace(first: firstIndex, next: nextIndex) { group, position in
            guard let chunk = chunks.chunk(group: group, position: position) else { return true }
            LogChunks.forEachRun(group: group, position: position, next: nextIndex) { run in
                chunk.write(run, to: &writer)
            }
            return true
        }
    }

    /// The number of bytes that ``writeSnapshot(to:)`` appends.
    public var snapshotSize: Int {
        var digests = peaks.count
        LogChunks.forEachPlace(first: firstIndex, next: nextIndex) { group, position in
            LogChunks.forEachRun(group: group, position: position, next: nextIndex) { run in digests += run.count }
            return true
        }
        return 1 + 4 + keyPrefix.count + 16 + digests * Digest.byteCount
    }

    /// Reads what ``writeSnapshot(to:)`` wrote.
    public init(snapshot reader: inout ByteReader) throws(LogSnapshotError) {
        let start = reader.position
        guard let layout = reader.readByte() else { throw .endOfInput(offset: start) }
        guard layout == CertifiedLog.snapshotLayout else { throw .unknownLayout(offset: start, found: layout) }
        guard let prefixCount = reader.read(bigEndian: UInt32.self).flatMap({ Int(exactly: $0) }),
            let prefix = reader.readBytes(prefixCount), let firstIndex = reader.read(bigEndian: UInt64.self),
            let nextIndex = reader.read(bigEndian: UInt64.self)
        else { throw .endOfInput(offset: reader.position) }
        guard firstIndex <= nextIndex, nextIndex <= CertifiedLog.capacity else {
            throw .invalidIndices(firstIndex: firstIndex, nextIndex: nextIndex)
        }
        var peaks: [Digest] = []
        for _ in 0..<nextIndex.nonzeroBitCount {
            guard let peak = reader.readDigest() else { throw .endOfInput(offset: reader.position) }
            peaks.append(peak)
        }
        // Nothing is allocated for digests that are not there: each chunk is read before the next is asked for.
        var chunks = LogChunks()
        var isWhole = true
        LogChunks.forEachPlace(first: firstIndex, next: nextIndex) { group, position in
            let chunk = LogChunk(keepsValues: group == 0)
            LogChunks.forEachRun(group: group, position: position, next: nextIndex) { run in
                isWhole = isWhole && chunk.read(run, from: &reader)
            }
            chunks.insert(chunk, group: group, position: position)
            return isWhole
        }
        guard isWhole else { throw .endOfInput(offset: reader.position) }
        self.init(keyPrefix: prefix, firstIndex: firstIndex, nextIndex: nextIndex, peaks: peaks, chunks: chunks)
    }
}

extension LogChunk {
    func write(_ run: Range<Int>, to writer: inout ByteWriter) {
        for slot in run { writer.write(self[slot]) }
    }

    /// Whether the digests were there.
    func read(_ run: Range<Int>, from reader: inout ByteReader) -> Bool {
        for slot in run {
            guard let digest = reader.readDigest() else { return false }
            self[slot] = digest
        }
        return true
    }
}
