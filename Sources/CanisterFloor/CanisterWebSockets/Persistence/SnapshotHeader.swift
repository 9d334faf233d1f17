import Canister

/// What stands before the contents of a snapshot.
struct SnapshotHeader {
    /// Bytes of the contents.
    let count: UInt64
    /// Of the contents, with their count as the last word.
    let checksum: UInt64

    /// Whether something stands at an offset of stable memory: a memory that is too small, or zero there, was never
    /// written to, or its snapshot was read.
    static func isThere(at offset: UInt64) -> Bool {
        guard room(at: offset) >= SnapshotLayout.headerSize else { return false }
        var reader = StableReader(offset..<(offset + 8))
        return reader.read(littleEndian: UInt64.self) != 0
    }

    /// Marks a snapshot as read.
    static func clear(at offset: UInt64) {
        StableMemory.write([UInt8](repeating: 0, count: 8), at: offset)
    }

    /// The number of bytes of stable memory from an offset on.
    static func room(at offset: UInt64) -> UInt64 {
        let size = StableMemory.pages * StableMemory.pageSize
        return size - min(size, offset)
    }

    init(count: UInt64, checksum: UInt64) {
        self.count = count
        self.checksum = checksum
    }

    /// Reads a header.
    ///
    /// - Parameter room: the number of bytes of which the snapshot can be a part.
    init(_ reader: consuming StableReader, room: UInt64) throws(SnapshotError) {
        guard reader.read(littleEndian: UInt64.self) == SnapshotLayout.magic else { throw .noSnapshot }
        let version = reader.read(littleEndian: UInt64.self) ?? 0
        guard version == SnapshotLayout.version else { throw .unknownLayout(version) }
        guard let count = reader.read(littleEndian: UInt64.self), let checksum = reader.read(littleEndian: UInt64.self),
            count <= room - SnapshotLayout.headerSize
        else { throw .invalid(offset: 0) }
        self.count = count
        self.checksum = checksum
    }

    /// Writes a header at an offset of stable memory that holds its contents already.
    func write(at offset: UInt64) {
        var writer = StableWriter(at: offset)
        writer.write(littleEndian: SnapshotLayout.magic)
        writer.write(littleEndian: SnapshotLayout.version)
        writer.write(littleEndian: count)
        writer.write(littleEndian: checksum)
        _ = writer.finish()
    }
}
