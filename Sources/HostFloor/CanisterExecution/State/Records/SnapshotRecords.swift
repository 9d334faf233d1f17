import Bytes
import CBOR
import Candid

/// The records of one taken snapshot, read.
struct TakenSnapshotParts {
    private var record: StateRecord?
    private var module: InstalledModule?
    private var heapPages = PageTree()
    private var stablePages = PageTree()
    private var chunks: [UInt64: [UInt8]] = [:]

    mutating func read(_ record: StateRecord) throws(StateError) {
        switch record.key {
        case .snapshot: self.record = record
        case .snapshotModule: module = try InstalledModule(record)
        case .snapshotHeapPage(_, _, let page): try heapPages.read(record, page, size: GuestCheckpoint.blockSize)
        case .snapshotStablePage(_, _, let page):
            try stablePages.read(record, page, size: UInt64(SparseStableMemory.pieceSize))
        case .snapshotChunk(_, _, let number): chunks[number] = record.value
        default: break
        }
    }

    func snapshot(_ id: SnapshotID) throws(StateError) -> TakenSnapshot {
        guard let record else { throw .missing(.snapshot(id.canister, id.number)) }
        guard let module else { throw .missing(.snapshotModule(id.canister, id.number)) }
        return try RecordReader.read(record, 7) { reader throws(StateError) in
            let (time, version) = (try reader.unsigned(), try reader.unsigned())
            let (certifiedData, timer) = (try reader.bytes(), try reader.unsigned())
            let stablePageCount = try reader.unsigned()
            var heap = try HeapImage(from: &reader)
            heapPages.forEach { number, page in heap.setBlock(number, to: page) }
            return TakenSnapshot(
                id: id, time: time, canisterVersion: version, certifiedData: certifiedData, globalTimer: timer,
                module: module, heap: heap, stablePieces: stablePages, stablePageCount: stablePageCount,
                chunkStore: ChunkStore(chunks))
        }
    }
}

extension TakenSnapshot {
    var record: [UInt8] {
        ByteWriter.record(7) { writer in
            writer.writeCBOR(unsigned: time)
            writer.writeCBOR(unsigned: canisterVersion)
            writer.writeCBOR(bytes: certifiedData)
            writer.writeCBOR(unsigned: globalTimer)
            writer.writeCBOR(unsigned: stablePageCount)
            heap.write(to: &writer)
        }
    }
}

extension PageTree {
    /// Takes the page of a record.
    mutating func read(_ record: StateRecord, _ number: UInt64, size: UInt64) throws(StateError) {
        guard UInt64(record.value.count) == size, number < Self.limit else {
            throw .damaged(record.key, reason: "it has \(record.value.count) bytes, not \(size)")
        }
        self[number] = record.value
    }
}
