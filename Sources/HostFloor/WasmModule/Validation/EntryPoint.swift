/// What a canister exports to be called by the system, by the name of the export (interface specification, "Entry
/// points").
public enum EntryPoint: Hashable, Sendable {
    case initialize
    case preUpgrade
    case postUpgrade
    case inspectMessage
    case heartbeat
    case globalTimer
    case onLowWasmMemory
    case update(String)
    case query(String)
    case compositeQuery(String)

    /// The entry point that an export stands for, or `nil` if there is none of that name.
    public init?(exportName: String) {
        switch exportName {
        case "canister_init": self = .initialize
        case "canister_pre_upgrade": self = .preUpgrade
        case "canister_post_upgrade": self = .postUpgrade
        case "canister_inspect_message": self = .inspectMessage
        case "canister_heartbeat": self = .heartbeat
        case "canister_global_timer": self = .globalTimer
        case "canister_on_low_wasm_memory": self = .onLowWasmMemory
        default:
            // In bytes, as a method's name may begin with an accent, which a `String` joins to the space before it.
            guard let space = exportName.utf8.firstIndex(of: UInt8(ascii: " ")) else { return nil }
            let method = String(decoding: exportName.utf8[exportName.utf8.index(after: space)...], as: UTF8.self)
            switch exportName[..<space] {
            case "canister_update": self = .update(method)
            case "canister_query": self = .query(method)
            case "canister_composite_query": self = .compositeQuery(method)
            default: return nil
            }
        }
    }

    /// The name of the method that users and canisters call, if it is one.
    public var method: String? {
        switch self {
        case .update(let name), .query(let name), .compositeQuery(let name): name
        default: nil
        }
    }

    /// The name of the export.
    public var exportName: String {
        switch self {
        case .initialize: "canister_init"
        case .preUpgrade: "canister_pre_upgrade"
        case .postUpgrade: "canister_post_upgrade"
        case .inspectMessage: "canister_inspect_message"
        case .heartbeat: "canister_heartbeat"
        case .globalTimer: "canister_global_timer"
        case .onLowWasmMemory: "canister_on_low_wasm_memory"
        case .update(let name): "canister_update \(name)"
        case .query(let name): "canister_query \(name)"
        case .compositeQuery(let name): "canister_composite_query \(name)"
        }
    }
}
