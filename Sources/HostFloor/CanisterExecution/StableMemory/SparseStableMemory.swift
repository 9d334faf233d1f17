/// The stable memory of one canister: sparse, and with what an execution changes kept apart until it is committed.
///
/// Memory, commits and rollbacks cost what was touched: nothing is there for a page that was never written, and an
/// execution's writes stand in an overlay of small pieces.
public final class SparseStableMemory {
    /// Bytes of a page, the unit in which the memory grows.
    public static let pageSize: UInt64 = 65_536

    /// Bytes of a piece, the unit in which the memory is kept. A divisor of the page size.
    static let pieceSize = 4_096

    /// The pieces that were ever written, as they were last committed.
    private(set) var committed = PageTree()
    /// The pieces that commits changed since this was last emptied.
    private var changedPieces: Set<UInt64> = []
    private var overlay: [UInt64: [UInt8]] = [:]
    private(set) var committedPageCount: UInt64 = 0
    /// Overlay and size as they were when a savepoint was set.
    private var savepoint: (overlay: [UInt64: [UInt8]], pageCount: UInt64)?

    /// The size in pages, uncommitted growth included.
    public private(set) var pageCount: UInt64 = 0

    /// Makes an empty memory.
    public init() {}

    /// Makes a memory of what another one had committed.
    ///
    /// - Parameter pieces: those that are not zero.
    init(_ pieces: PageTree, pageCount: UInt64) {
        committed = pieces
        committedPageCount = pageCount
        self.pageCount = pageCount
    }

    /// The pieces that commits changed since this was last called.
    func takeChangedPieces() -> Set<UInt64> {
        defer { changedPieces = [] }
        return changedPieces
    }

    /// The size in bytes.
    public var byteCount: UInt64 { pageCount * Self.pageSize }

    /// The bytes that are held for what was ever written.
    public var residentByteCount: Int { (committed.count + overlay.count) * Self.pieceSize }

    /// Whether a range lies inside; safe for every offset and count.
    public func contains(offset: UInt64, count: UInt64) -> Bool {
        let (end, overflow) = offset.addingReportingOverflow(count)
        return !overflow && end <= byteCount
    }

    /// Grows by some pages, which are zero.
    ///
    /// - Returns: the size before in pages, or `nil` when the new size would exceed `limit`.
    public func grow(by pages: UInt64, limit: UInt64) -> UInt64? {
        let (newCount, overflow) = pageCount.addingReportingOverflow(pages)
        guard !overflow, newCount <= limit else { return nil }
        defer { pageCount = newCount }
        return pageCount
    }

    /// The bytes of a range; `nil` when it does not lie inside.
    public func read(at offset: UInt64, count: UInt64) -> [UInt8]? {
        guard contains(offset: offset, count: count), let size = Int(exactly: count) else { return nil }
        var bytes = [UInt8](repeating: 0, count: size)
        bytes.withUnsafeMutableBytes { target in
            forEachPiece(from: offset, count: size) { piece, start, range in
                guard let source = overlay[piece] ?? committed[piece] else { return }
                source.withUnsafeBytes { source in
                    target[range].copyBytes(from: source[start..<(start + range.count)])
                }
            }
        }
        return bytes
    }

    /// Writes bytes; the change can be rolled back until it is committed.
    ///
    /// - Returns: whether the range lies inside; nothing is written otherwise.
    public func write(_ bytes: [UInt8], at offset: UInt64) -> Bool {
        guard contains(offset: offset, count: UInt64(bytes.count)) else { return false }
        bytes.withUnsafeBytes { source in
            forEachPiece(from: offset, count: bytes.count) { piece, start, range in
                if range.count == Self.pieceSize {
                    overlay[piece] = Array(source[range])
                    return
                }
                let before = committed[piece]
                overlay[piece, default: before ?? [UInt8](repeating: 0, count: Self.pieceSize)]
                    .withUnsafeMutableBytes { target in
                        target[start..<(start + range.count)].copyBytes(from: source[range])
                    }
            }
        }
        return true
    }

    /// Keeps what was changed since the last commit.
    public func commit() {
        for (piece, bytes) in overlay {
            committed[piece] = bytes
            changedPieces.insert(piece)
        }
        overlay.removeAll()
        committedPageCount = pageCount
        savepoint = nil
    }

    /// Undoes what was changed since the last commit.
    public func rollBack() {
        overlay.removeAll()
        pageCount = committedPageCount
        savepoint = nil
    }

    /// Remembers the memory as it is now, instead of what was remembered before. A commit or a rollback forgets it.
    public func setSavepoint() {
        savepoint = (overlay, pageCount)
    }

    /// Undoes what was changed since ``setSavepoint()``; without one, since the last commit.
    public func rollBackToSavepoint() {
        (overlay, pageCount) = savepoint ?? ([:], committedPageCount)
    }

    /// Calls `body` for every piece of a range with the piece's number, where in the piece the range starts, and which
    /// part of the range it is.
    private func forEachPiece(
        from offset: UInt64, count: Int, _ body: (_ piece: UInt64, _ start: Int, _ range: Range<Int>) -> Void
    ) {
        var done = 0
        while done < count {
            let position = offset + UInt64(done)
            let start = Int(position % UInt64(Self.pieceSize))
            let length = min(count - done, Self.pieceSize - start)
            body(position / UInt64(Self.pieceSize), start, done..<(done + length))
            done += length
        }
    }
}
