/// One entry point of a canister: the name that the Internet Computer knows it by, and what runs.
///
/// On wasm the entry points are exports of the module. Natively two canisters in one process cannot both export
/// `canister_init`, so there a canister is a table of these, made anew for each instance.
public struct EntryPoint {
    /// The IC's name, for example `canister_init` or `canister_update ws_open`.
    public let name: String

    /// Runs the entry point for the message at hand.
    public let run: () -> Void

    private init(_ name: String, _ run: @escaping () -> Void) {
        self.name = name
        self.run = run
    }

    /// Runs once when the code is installed or reinstalled.
    public static func initialize(_ run: @escaping () -> Void) -> EntryPoint {
        EntryPoint("canister_init", run)
    }

    /// Runs in the old code before an upgrade.
    public static func preUpgrade(_ run: @escaping () -> Void) -> EntryPoint {
        EntryPoint("canister_pre_upgrade", run)
    }

    /// Runs in the new code after an upgrade, instead of ``initialize(_:)``.
    public static func postUpgrade(_ run: @escaping () -> Void) -> EntryPoint {
        EntryPoint("canister_post_upgrade", run)
    }

    /// Decides whether a call from outside is taken in; see ``IncomingCall/accept()``.
    public static func inspectMessage(_ run: @escaping () -> Void) -> EntryPoint {
        EntryPoint("canister_inspect_message", run)
    }

    /// Runs about once a round.
    public static func heartbeat(_ run: @escaping () -> Void) -> EntryPoint {
        EntryPoint("canister_heartbeat", run)
    }

    /// Runs when the canister's one global timer is due; see ``Timers``.
    public static func globalTimer(_ run: @escaping () -> Void) -> EntryPoint {
        EntryPoint("canister_global_timer", run)
    }

    /// A method that may change the canister's state.
    public static func update(_ method: String, _ run: @escaping () -> Void) -> EntryPoint {
        EntryPoint("canister_update " + method, run)
    }

    /// A method whose changes of state are discarded.
    public static func query(_ method: String, _ run: @escaping () -> Void) -> EntryPoint {
        EntryPoint("canister_query " + method, run)
    }

    /// A query that may call queries of other canisters.
    public static func compositeQuery(_ method: String, _ run: @escaping () -> Void) -> EntryPoint {
        EntryPoint("canister_composite_query " + method, run)
    }
}

/// A canister that can be instantiated any number of times: natively each test has instances of its own.
public protocol CanisterProgram: AnyObject {
    /// Makes a canister as it is before `canister_init` or `canister_post_upgrade` ran.
    init()

    /// The entry points of this instance; natively the stand-in for a module's exports.
    var entryPoints: [EntryPoint] { get }
}
