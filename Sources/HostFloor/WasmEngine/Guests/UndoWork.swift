import CWasmtime

/// What it has cost an instance to be able to roll back.
public struct UndoWork: Hashable, Sendable {
    /// The unit in bytes in which the heap is saved, until a run has touched very much of it.
    public static let granule = UInt64(GUEST_HEAP_GRANULE)

    /// A run that writes to no more than so many bytes leaves them writable for the next one.
    public static let hotBytes = UInt64(GUEST_HEAP_HOT_BYTES)

    /// So many commits and rollbacks that find something of it unwritten have all of it protected again.
    public static let idleEnds = Int(GUEST_HEAP_IDLE_ENDS)

    /// Writes of the guest that were stopped, for their surroundings to be saved.
    public var faults: UInt64
    /// Bytes saved: before a first write, and at commits of what stays writable.
    public var bytesSaved: UInt64
    /// Bytes copied back by rollbacks.
    public var bytesRestored: UInt64
    /// Bytes compared, to see whether a run wrote to what was writable from before.
    public var bytesCompared: UInt64
    /// Changes of the protection of memory: system calls.
    public var protections: UInt64
    /// Times that the system had no mappings left, so a whole heap was saved at once.
    public var wholeSaves: UInt64

    init(_ work: guest_heap_work_t) {
        faults = work.faults
        bytesSaved = work.bytes_saved
        bytesRestored = work.bytes_restored
        bytesCompared = work.bytes_compared
        protections = work.protections
        wholeSaves = work.whole_saves
    }

    /// The work done since an earlier moment.
    public func since(_ earlier: UndoWork) -> UndoWork {
        var work = self
        work.faults -= earlier.faults
        work.bytesSaved -= earlier.bytesSaved
        work.bytesRestored -= earlier.bytesRestored
        work.bytesCompared -= earlier.bytesCompared
        work.protections -= earlier.protections
        work.wholeSaves -= earlier.wholeSaves
        return work
    }
}
