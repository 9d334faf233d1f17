import SHA256

// A log is saved as the digests that it keeps, so neither saving nor restoring it hashes anything. Where each of them
// belongs follows from the numbers of entries: no positions are stored. Whoever saves it also keeps prefix and indices.

extension CertifiedLog {
    /// Lends all digests that are kept in pieces of at most 2 KiB, the row of peaks first: with ``keyPrefix``,
    /// ``firstIndex`` and ``nextIndex`` all that a log needs to go on where this one stands. About 100 bytes for each
    /// live entry, in pieces for 16 entries and more.
    public func forEachDigestRun(_ body: (UnsafeRawBufferPointer) -> Void) {
        peaks.withUnsafeBytes(body)
        LogChunks.forEachPlace(first: firstIndex, next: nextIndex) { group, position in
            guard let chunk = chunks.chunk(group: group, position: position) else { return true }
            body(UnsafeRawBufferPointer(chunk.bytes))
            return true
        }
    }

    /// Makes a log what one with the same prefix was when ``forEachDigestRun(_:)`` lent its digests.
    ///
    /// - Parameter read: fills a piece with the digests that come next, and gives whether there were so many. Nothing
    ///   is allocated for digests that are not there: each piece is read before the next is asked for.
    /// - Returns: whether it could; otherwise the log is of no use any more.
    /// - Precondition: the log is empty.
    public mutating func restore(
        firstIndex: UInt64, nextIndex: UInt64, readingDigests read: (UnsafeMutableRawBufferPointer) -> Bool
    ) -> Bool {
        guard firstIndex <= nextIndex, nextIndex <= CertifiedLog.capacity else { return false }
        setIndices(first: firstIndex, next: nextIndex)
        var isWhole = false
        let peakCount = nextIndex.nonzeroBitCount
        peaks = [Digest](unsafeUninitializedCapacity: peakCount) { peaks, count in
            isWhole = read(
                UnsafeMutableRawBufferPointer(start: peaks.baseAddress, count: peakCount &* Digest.byteCount))
            count = isWhole ? peakCount : 0
        }
        LogChunks.forEachPlace(first: firstIndex, next: nextIndex) { group, position in
            isWhole = isWhole && read(chunks.chunkForWriting(group: group, position: position).bytes)
            return isWhole
        }
        return isWhole
    }
}
