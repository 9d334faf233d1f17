/// The methods of the management canister that a replica has (Interface Specification, "The IC management canister").
enum ManagementMethod: String, CaseIterable {
    case createCanister = "create_canister"
    case provisionalCreateCanister = "provisional_create_canister_with_cycles"
    case provisionalTopUp = "provisional_top_up_canister"
    case updateSettings = "update_settings"
    case installCode = "install_code"
    case uploadChunk = "upload_chunk"
    case clearChunkStore = "clear_chunk_store"
    case storedChunks = "stored_chunks"
    case installChunkedCode = "install_chunked_code"
    case uninstallCode = "uninstall_code"
    case startCanister = "start_canister"
    case stopCanister = "stop_canister"
    case deleteCanister = "delete_canister"
    case canisterStatus = "canister_status"
    case canisterInfo = "canister_info"
    case takeSnapshot = "take_canister_snapshot"
    case loadSnapshot = "load_canister_snapshot"
    case listSnapshots = "list_canister_snapshots"
    case deleteSnapshot = "delete_canister_snapshot"
    case fetchCanisterLogs = "fetch_canister_logs"
    case depositCycles = "deposit_cycles"
    case rawRand = "raw_rand"

    /// Who may call a method.
    enum Access {
        case anybody
        /// The controllers of the canister in its argument.
        case controllers
        /// These, and the canister itself.
        case controllersAndItself
    }

    /// Whether users may call it with effects; the others are for canisters.
    var isForUsers: Bool {
        switch self {
        case .createCanister, .canisterInfo, .fetchCanisterLogs, .depositCycles, .rawRand: false
        default: true
        }
    }

    /// Whether users can ask it as a query.
    var isQuery: Bool { self == .canisterStatus || self == .canisterInfo || self == .fetchCanisterLogs }

    /// Who may call it.
    var access: Access {
        switch self {
        case .updateSettings, .installCode, .installChunkedCode, .uninstallCode, .startCanister, .stopCanister,
            .deleteCanister, .takeSnapshot, .loadSnapshot, .listSnapshots, .deleteSnapshot:
            .controllers
        case .uploadChunk, .clearChunkStore, .storedChunks, .canisterStatus: .controllersAndItself
        case .createCanister, .provisionalCreateCanister, .provisionalTopUp, .canisterInfo, .fetchCanisterLogs,
            .depositCycles, .rawRand:
            .anybody
        }
    }
}
