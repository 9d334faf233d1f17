import Candid
import Crypto

// Modules in chunks: for those that are too large to be sent at once.
extension Management {
    /// The most bytes of a chunk.
    public static let chunkSize = 1 << 20
    /// The most chunks that a canister keeps, and that a module has.
    public static let maximumChunks = 100

    /// Lets a canister keep a chunk.
    ///
    /// - Parameter chunk: at most ``chunkSize`` bytes.
    /// - Returns: its SHA-256, by which it is found.
    public func uploadChunk(
        _ chunk: [UInt8], to canister: Principal
    ) async throws(ManagementError) -> [UInt8] {
        let arguments = UploadChunkArguments(canister: canister, chunk: chunk)
        let reply = try await call("upload_chunk", CandidEncoder.encode(arguments))
        return try decode(ChunkHash.self, reply).hash
    }

    /// The hashes of the chunks that a canister keeps.
    public func storedChunks(of canister: Principal) async throws(ManagementError) -> [[UInt8]] {
        let reply = try await call("stored_chunks", CandidEncoder.encode(CanisterRecord(canister: canister)))
        return try decode([ChunkHash].self, reply).map(\.hash)
    }

    /// Lets a canister drop all its chunks.
    public func clearChunks(of canister: Principal) async throws(ManagementError) {
        _ = try await call("clear_chunk_store", CandidEncoder.encode(CanisterRecord(canister: canister)))
    }

    /// Puts code into a canister that is kept in chunks.
    ///
    /// - Parameters:
    ///   - chunks: the hashes of its chunks, in their order.
    ///   - hash: the SHA-256 of the whole module.
    ///   - store: who keeps the chunks; the canister itself where nothing is said.
    ///   - argument: what `canister_init` or `canister_post_upgrade` is given, in Candid.
    public func install(
        chunks: [[UInt8]], hash: [UInt8], in canister: Principal, from store: Principal? = nil,
        mode: InstallMode = .install, argument: [UInt8] = CandidEncoder.encode()
    ) async throws(ManagementError) {
        let arguments = InstallChunkedArguments(
            mode: mode, canister: canister, store: store, chunks: chunks.map { ChunkHash(hash: $0) }, moduleHash: hash,
            argument: argument)
        _ = try await call("install_chunked_code", CandidEncoder.encode(arguments))
    }

    /// Puts code into a canister, by way of chunks that the canister keeps meanwhile. Those that it has already, since
    /// an earlier attempt failed, are not sent again.
    ///
    /// - Parameters:
    ///   - module: with gzip around it or not; at most ``maximumChunks`` times ``chunkSize`` bytes.
    ///   - argument: what `canister_init` or `canister_post_upgrade` is given, in Candid.
    public func installInChunks(
        _ module: [UInt8], in canister: Principal, mode: InstallMode = .install,
        argument: [UInt8] = CandidEncoder.encode()
    ) async throws(ManagementError) {
        let maximum = Self.maximumChunks * Self.chunkSize
        guard module.count <= maximum else { throw .moduleTooLarge(size: module.count, maximum: maximum) }
        let chunks = stride(from: 0, to: module.count, by: Self.chunkSize).map { start in
            module[start..<min(start + Self.chunkSize, module.count)]
        }
        let hashes = chunks.map { Array(SHA256.hash(data: $0)) }
        var stored = Set(try await storedChunks(of: canister))
        let others = stored.subtracting(hashes)
        if others.count + Set(hashes).count > Self.maximumChunks {
            try await clearChunks(of: canister)
            stored = []
        }
        for (chunk, hash) in zip(chunks, hashes) where !stored.contains(hash) {
            let told = try await uploadChunk(Array(chunk), to: canister)
            guard told == hash else { throw .chunkChanged(expected: hash, found: told) }
            stored.insert(hash)
        }
        try await install(
            chunks: hashes, hash: Array(SHA256.hash(data: module)), in: canister, mode: mode, argument: argument)
        // What somebody keeps there on purpose stays.
        if others.isEmpty { try await clearChunks(of: canister) }
    }
}
