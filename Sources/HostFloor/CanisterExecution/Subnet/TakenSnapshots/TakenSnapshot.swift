import Bytes
import Candid

/// The name of a snapshot: the canister that it was taken of, and a number.
public struct SnapshotID: Hashable, Sendable {
    /// Whose snapshot it is.
    public let canister: Principal
    /// Never used twice by one canister.
    public let number: UInt64

    init(canister: Principal, number: UInt64) {
        self.canister = canister
        self.number = number
    }

    /// Reads what ``bytes`` gives; `nil` for bytes that are no name of a snapshot.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count > 8, let canister = Principal(bytes: Array(bytes.dropFirst(8)), else: nil) else { return nil }
        self.canister = canister
        number = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The number in eight bytes, the most significant first, and the principal.
    public var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.write(bigEndian: number)
        writer.write(canister.bytes)
        return writer.bytes
    }
}

/// What a canister was at a moment, to go back to (interface specification, "IC method `take_canister_snapshot`"):
/// module, heap, stable memory, certified data, chunk store. Copies share what they have in common with the canister and
/// each other.
public struct TakenSnapshot: Sendable {
    /// Its name.
    public let id: SnapshotID
    /// When it was taken, in nanoseconds since 1970.
    public let time: UInt64
    /// The canister's version then.
    public let canisterVersion: UInt64
    let certifiedData: [UInt8]
    /// When the timer was to fire; 0 where it was not set. Nobody gets it back by loading the snapshot.
    let globalTimer: UInt64
    let module: InstalledModule
    let heap: HeapImage
    let stablePieces: PageTree
    let stablePageCount: UInt64
    let chunkStore: ChunkStore

    /// Bytes of all of it; a chunk counts for as much as the largest.
    public func size(chunkSize: Int) -> UInt64 {
        heap.size + stablePageCount * SparseStableMemory.pageSize + UInt64(module.bytes.count)
            + UInt64(chunkStore.count * chunkSize) + UInt64(certifiedData.count)
    }
}
