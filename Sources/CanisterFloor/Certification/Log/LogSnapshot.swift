import Bytes
import SHA256

// A snapshot holds the digests as they are kept, so neither writing nor reading it hashes anything. Where each of them
// belongs follows from the numbers of entries: no positions are stored.
//
// Whoever keeps prefix and numbers elsewhere, or has no room for a whole log in one piece, goes by ``forEachDigestRun``
// and ``init(keyPrefix:firstIndex:nextIndex:readingDigests:)``; the rest here is a layout with all in one.

extension CertifiedLog {
    /// Lends all digests that are kept in pieces of at most 2 KiB, the row of peaks first: with ``keyPrefix``,
    /// ``firstIndex`` and ``nextIndex`` all that a log needs to go on where this one stands. About 100 bytes for each
    /// live entry.
    public func forEachDigestRun(_ body: (UnsafeRawBufferPointer) -> Void) {
        peaks.withUnsafeBytes(body)
        LogChunks.forEachPlace(first: firstIndex, next: nextIndex) { group, position in
            guard let chunk = chunks.chunk(group: group, position: position) else { return true }
            LogChunks.forEachRun(group: group, position: position, next: nextIndex) { run in
                body(UnsafeRawBufferPointer(chunk.bytes(of: run)))
            }
            return true
        }
    }

    /// A log as it was when ``forEachDigestRun(_:)`` lent its digests.
    ///
    /// - Parameter read: fills a piece with the digests that come next, and gives whether there were so many.
    /// - Throws: ``LogSnapshotError/invalidIndices(firstIndex:nextIndex:)`` or ``LogSnapshotError/missingDigests``.
    ///   Nothing is allocated for digests that are not there: each piece is read before the next is asked for.
    public init(
        keyPrefix: [UInt8], firstIndex: UInt64, nextIndex: UInt64,
        readingDigests read: (UnsafeMutableRawBufferPointer) -> Bool
    ) throws(LogSnapshotError) {
        guard firstIndex <= nextIndex, nextIndex <= CertifiedLog.capacity else {
            throw .invalidIndices(firstIndex: firstIndex, nextIndex: nextIndex)
        }
        let peakCount = nextIndex.nonzeroBitCount
        var isWhole = true
        let peaks = [Digest](unsafeUninitializedCapacity: peakCount) { peaks, count in
            isWhole = read(
                UnsafeMutableRawBufferPointer(start: peaks.baseAddress, count: peakCount * Digest.byteCount))
            count = isWhole ? peakCount : 0
        }
        guard isWhole else { throw .missingDigests }
        var chunks = LogChunks()
        LogChunks.forEachPlace(first: firstIndex, next: nextIndex) { group, position in
            let chunk = LogChunk(keepsValues: group == 0)
            LogChunks.forEachRun(group: group, position: position, next: nextIndex) { run in
                isWhole = isWhole && read(chunk.bytes(of: run))
            }
            chunks.insert(chunk, group: group, position: position)
            return isWhole
        }
        guard isWhole else { throw .missingDigests }
        self.init(keyPrefix: keyPrefix, firstIndex: firstIndex, nextIndex: nextIndex, peaks: peaks, chunks: chunks)
    }
}

/// Why bytes are not the snapshot of a certified log.
public enum LogSnapshotError: Error, Hashable, Sendable {
    /// The bytes end before the snapshot does.
    case endOfInput(offset: Int)
    /// The snapshot is of a layout that this version does not know.
    case unknownLayout(offset: Int, found: UInt8)
    /// There are fewer digests than the indices ask for.
    case missingDigests
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
        case .missingDigests:
            "the snapshot of a certified log ends before all its digests are there"
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
        forEachDigestRun { writer.write($0) }
    }

    /// The number of bytes that ``writeSnapshot(to:)`` appends.
    public var snapshotSize: Int {
        var size = 1 + 4 + keyPrefix.count + 16
        forEachDigestRun { size += $0.count }
        return size
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
        do throws(LogSnapshotError) {
            try self.init(keyPrefix: prefix, firstIndex: firstIndex, nextIndex: nextIndex) { target in
                guard let range = reader.readRange(target.count) else { return false }
                reader.bytes.withUnsafeBytes { target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[range])) }
                return true
            }
        } catch {
            throw error == .missingDigests ? .endOfInput(offset: reader.position) : error
        }
    }
}
