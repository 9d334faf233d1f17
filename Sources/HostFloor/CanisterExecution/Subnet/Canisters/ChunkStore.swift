import Candid
import SHA256

/// The chunks of modules that a canister keeps until they are put together (interface specification, "IC method
/// `upload_chunk`"). Each is there once, whatever number of times it was stored.
public struct ChunkStore: Sendable {
    private(set) var chunks: [UInt64: [UInt8]] = [:]
    private var numbers: [[UInt8]: UInt64] = [:]

    /// Bytes of all of them.
    public private(set) var byteCount = 0

    init() {}

    /// The store of chunks that were kept by their numbers.
    init(_ chunks: [UInt64: [UInt8]]) {
        self.chunks = chunks
        for (number, chunk) in chunks {
            numbers[SHA256.hash(chunk).bytes] = number
            byteCount += chunk.count
        }
    }

    /// How many there are.
    public var count: Int { chunks.count }

    /// The SHA-256 of each, the one that was stored first in front.
    public var hashes: [[UInt8]] { numbers.sorted { $0.value < $1.value }.map(\.key) }

    /// The chunk of a hash.
    public subscript(hash: [UInt8]) -> [UInt8]? { numbers[hash].flatMap { chunks[$0] } }

    /// - Returns: the number of the chunk; `nil` where it was there already.
    mutating func insert(_ chunk: [UInt8], hash: [UInt8]) -> UInt64? {
        guard numbers[hash] == nil else { return nil }
        let number = chunks.keys.max().map { $0 + 1 } ?? 0
        chunks[number] = chunk
        numbers[hash] = number
        byteCount += chunk.count
        return number
    }
}

extension Subnet {
    /// Keeps a chunk for a canister.
    ///
    /// - Returns: its hash, by which it is found.
    /// - Throws: a reject where it is larger than ``ResourceLimits/chunkSize``, ``ResourceLimits/chunks`` are there, or
    ///   those of all canisters would be more than ``ResourceLimits/storedChunkBytes``.
    public func storeChunk(_ chunk: [UInt8], of id: Principal) throws(Reject) -> [UInt8] {
        let canister = try existingCanister(id)
        let limits = configuration.limits
        guard chunk.count <= limits.chunkSize else {
            throw Reject(
                .canisterContractViolation,
                "Error from Wasm chunk store: Wasm chunk size \(chunk.count) exceeds the maximum chunk size of "
                    + "\(limits.chunkSize).")
        }
        let hash = SHA256.hash(chunk).bytes
        guard canister.chunkStore[hash] == nil else { return hash }
        guard canister.chunkStore.count < limits.chunks else {
            throw Reject(
                .canisterContractViolation,
                "Error from Wasm chunk store: Wasm chunk store of canister \(id.text) has already reached maximum "
                    + "capacity of \(limits.chunks) chunks. Clear it with clear_chunk_store.")
        }
        try checkRoomForChunks(chunk.count)
        if let number = canister.chunkStore.insert(chunk, hash: hash) {
            storedChunkBytes += chunk.count
            tracker.created(.chunk(id, number))
        }
        return hash
    }

    /// Drops all chunks of a canister.
    public func clearChunks(of id: Principal) throws(Reject) {
        replaceChunks(of: try existingCanister(id), by: ChunkStore())
    }

    /// Puts another chunk store in the place of a canister's present one.
    func replaceChunks(of canister: HostedCanister, by store: ChunkStore) {
        storedChunkBytes += store.byteCount - canister.chunkStore.byteCount
        canister.replaceChunks(by: store)
    }

    /// Checks that so many bytes of chunks can be added to those of all canisters.
    func checkRoomForChunks(_ bytes: Int) throws(Reject) {
        let limit = configuration.limits.storedChunkBytes
        guard bytes <= 0 || storedChunkBytes + bytes <= limit else {
            throw Reject(
                .insufficientMemory,
                "Error from Wasm chunk store: the chunks of all canisters have \(storedChunkBytes) bytes; with "
                    + "\(bytes) more there would be more than \(limit), which is the most. Clear those that are not "
                    + "needed with clear_chunk_store.")
        }
    }

    /// The module that chunks of a canister make up, in the order of their hashes.
    ///
    /// - Parameter hash: the SHA-256 that the module must have.
    /// - Throws: a reject where a chunk is not there, there are too many, or the module has another hash.
    public func module(
        ofChunks hashes: [[UInt8]], of id: Principal, hash: [UInt8]
    ) throws(Reject) -> [UInt8] {
        let store = try existingCanister(id).chunkStore
        guard hashes.count <= configuration.limits.chunks else {
            throw Reject(
                .canisterContractViolation,
                "Error from Wasm chunk store: a module of \(hashes.count) chunks; at most "
                    + "\(configuration.limits.chunks) are allowed.")
        }
        var module: [UInt8] = []
        for hash in hashes {
            guard let chunk = store[hash] else {
                throw Reject(
                    .canisterContractViolation,
                    "Error from Wasm chunk store: Chunk hash \(hash.lowercaseHex) was not found in the chunk store of "
                        + "canister \(id.text).")
            }
            module += chunk
        }
        let found = SHA256.hash(module).bytes
        guard found == hash else {
            throw Reject(
                .canisterContractViolation,
                "Error from Wasm chunk store: Wasm module hash \(found.lowercaseHex) does not match given hash "
                    + "\(hash.lowercaseHex).")
        }
        return module
    }
}

extension HostedCanister {
    /// To be called by the subnet alone, which counts the bytes.
    fileprivate func replaceChunks(by store: ChunkStore) {
        guard chunkStore.count > 0 || store.count > 0 else { return }
        tracker.removed(.chunks(of: id))
        chunkStore = store
        for number in store.chunks.keys { tracker.changed(.chunk(id, number)) }
    }
}

extension [UInt8] {
    /// Two digits a byte, for messages.
    fileprivate var lowercaseHex: String {
        map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
