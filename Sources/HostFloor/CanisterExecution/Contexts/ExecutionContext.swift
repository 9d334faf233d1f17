/// The mode in which code of a canister runs. It decides which system functions may be called (interface specification,
/// "Overview of imports"). The raw value is the letter that the specification uses.
public enum ExecutionContext: String, CaseIterable, Sendable {
    /// The module's start function, at an install or an upgrade.
    case start = "s"
    /// `canister_init` and `canister_post_upgrade`.
    case initialize = "I"
    /// `canister_pre_upgrade`.
    case preUpgrade = "G"
    /// `canister_update`.
    case update = "U"
    /// `canister_query` on all nodes, as when an update calls it.
    case replicatedQuery = "RQ"
    /// `canister_query` on one node.
    case nonReplicatedQuery = "NRQ"
    /// `canister_query` as the transform of an HTTP outcall.
    case transformQuery = "TQ"
    /// `canister_composite_query`.
    case compositeQuery = "CQ"
    /// The callback for a reply to a replicated call.
    case replyCallback = "Ry"
    /// The callback for a reject of a replicated call.
    case rejectCallback = "Rt"
    /// The callback for a reply, inside a composite query.
    case compositeReplyCallback = "CRy"
    /// The callback for a reject, inside a composite query.
    case compositeRejectCallback = "CRt"
    /// What runs after a callback trapped.
    case cleanup = "C"
    /// What runs after a callback of a composite query trapped.
    case compositeCleanup = "CC"
    /// `canister_inspect_message`.
    case inspectMessage = "F"
    /// `canister_heartbeat`, `canister_global_timer`, `canister_on_low_wasm_memory`.
    case systemTask = "T"

    /// Whether all nodes of the subnet run it, so that its effects are kept and its results agreed on.
    public var isReplicated: Bool { ExecutionContextSet.replicated.contains(self) }

    /// The name that messages about a violated contract use.
    public var modeName: String {
        switch self {
        case .start: "start"
        case .initialize: "init"
        case .preUpgrade: "pre upgrade"
        case .update: "update"
        case .replicatedQuery: "replicated query"
        case .nonReplicatedQuery: "non replicated query"
        case .transformQuery: "transform query"
        case .compositeQuery: "composite query"
        case .replyCallback: "reply callback"
        case .rejectCallback: "reject callback"
        case .compositeReplyCallback: "composite reply callback"
        case .compositeRejectCallback: "composite reject callback"
        case .cleanup: "cleanup"
        case .compositeCleanup: "composite cleanup"
        case .inspectMessage: "inspect message"
        case .systemTask: "system task"
        }
    }
}
