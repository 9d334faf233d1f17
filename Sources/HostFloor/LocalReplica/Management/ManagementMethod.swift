/// The methods of the management canister that a replica has (Interface Specification, "The IC management canister").
enum ManagementMethod: String, CaseIterable {
    case createCanister = "create_canister"
    case provisionalCreateCanister = "provisional_create_canister_with_cycles"
    case provisionalTopUp = "provisional_top_up_canister"
    case updateSettings = "update_settings"
    case installCode = "install_code"
    case uninstallCode = "uninstall_code"
    case startCanister = "start_canister"
    case stopCanister = "stop_canister"
    case deleteCanister = "delete_canister"
    case canisterStatus = "canister_status"
    case fetchCanisterLogs = "fetch_canister_logs"
    case depositCycles = "deposit_cycles"
    case rawRand = "raw_rand"

    /// Whether users may call it; the others are for canisters.
    var isForUsers: Bool {
        switch self {
        case .createCanister, .fetchCanisterLogs, .depositCycles, .rawRand: false
        default: true
        }
    }

    /// Whether it can be asked as a query.
    var isQuery: Bool { self == .canisterStatus || self == .fetchCanisterLogs }

    /// Whether it can be called with effects.
    var isUpdate: Bool { self != .fetchCanisterLogs }

    /// Whether it is for the controllers of the canister in its argument alone.
    var isForControllers: Bool {
        switch self {
        case .updateSettings, .installCode, .uninstallCode, .startCanister, .stopCanister, .deleteCanister: true
        case .createCanister, .provisionalCreateCanister, .provisionalTopUp, .canisterStatus, .fetchCanisterLogs,
            .depositCycles, .rawRand:
            false
        }
    }
}
