import Bytes
import Candid

// The arguments and replies of the methods for chunks of modules.

/// What `upload_chunk` is given.
struct UploadChunkArguments: Hashable, Sendable {
    /// Who keeps it.
    var canister: Principal

    /// At most ``Management/chunkSize`` bytes.
    var chunk: [UInt8]
}

extension UploadChunkArguments: CandidEncodable {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(1_170_392_685, [UInt8].self)  // chunk
            table.field(1_313_628_723, Principal.self)  // canister_id
        }
    }

    func encode(into writer: inout ByteWriter) {
        chunk.encode(into: &writer)
        canister.encode(into: &writer)
    }
}

/// A chunk, by its hash.
struct ChunkHash: Hashable, Sendable {
    /// The SHA-256 of it.
    var hash: [UInt8]
}

extension ChunkHash: CandidEncodable {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(1_158_164_430, [UInt8].self)  // hash
        }
    }

    func encode(into writer: inout ByteWriter) {
        hash.encode(into: &writer)
    }
}

extension ChunkHash: CandidDecodable {
    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        self.hash = try decoder.field(1_158_164_430, "hash", of: &fields)
        try decoder.end(&fields)
    }
}

/// What `install_chunked_code` is given.
struct InstallChunkedArguments: Hashable, Sendable {
    /// What becomes of the code that was there before.
    var mode: InstallMode

    /// The canister that gets the code.
    var canister: Principal

    /// Who keeps the chunks; that canister itself where nothing is said.
    var store: Principal?

    /// The chunks in their order.
    var chunks: [ChunkHash]

    /// The SHA-256 of the whole module.
    var moduleHash: [UInt8]

    /// What its entry point is given.
    var argument: [UInt8]
}

extension InstallChunkedArguments: CandidEncodable {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(4_849_238, [UInt8].self)  // arg
            table.field(1_176_624_806, [UInt8].self)  // wasm_module_hash
            table.field(1_214_305_123, InstallMode.self)  // mode
            table.field(1_847_393_007, [ChunkHash].self)  // chunk_hashes_list
            table.field(2_807_510_037, Principal.self)  // target_canister
            table.field(3_052_241_285, Principal?.self)  // store_canister
        }
    }

    func encode(into writer: inout ByteWriter) {
        argument.encode(into: &writer)
        moduleHash.encode(into: &writer)
        mode.encode(into: &writer)
        chunks.encode(into: &writer)
        canister.encode(into: &writer)
        store.encode(into: &writer)
    }
}
