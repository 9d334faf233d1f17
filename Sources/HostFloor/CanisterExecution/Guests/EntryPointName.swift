/// The name by which the system knows an entry point: `canister_init`, `canister_update ws_open`.
///
/// Names are the same when their bytes are. A `String` would take two spellings of one accented letter for the same
/// name, where the Internet Computer has two methods.
public struct EntryPointName: Hashable, Sendable {
    /// The name in UTF-8. What a caller sent as a method's name need not be UTF-8; no entry point has such a name.
    public let bytes: [UInt8]

    /// Makes a name of its text.
    public init(_ text: String) {
        bytes = [UInt8](text.utf8)
    }

    /// A name that was kept by its bytes.
    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private init(_ kind: StaticString, _ method: [UInt8]) {
        bytes = kind.withUTF8Buffer { Array($0) } + [UInt8(ascii: " ")] + method
    }

    /// The entry point of a method that may change the canister's state.
    static func update(_ method: [UInt8]) -> EntryPointName { EntryPointName("canister_update", method) }

    /// The entry point of a method whose changes are discarded.
    static func query(_ method: [UInt8]) -> EntryPointName { EntryPointName("canister_query", method) }

    /// The entry point of a query that may ask queries of other canisters.
    static func compositeQuery(_ method: [UInt8]) -> EntryPointName {
        EntryPointName("canister_composite_query", method)
    }

    static let initialize: EntryPointName = "canister_init"
    static let preUpgrade: EntryPointName = "canister_pre_upgrade"
    static let postUpgrade: EntryPointName = "canister_post_upgrade"
    static let inspectMessage: EntryPointName = "canister_inspect_message"
    static let heartbeat: EntryPointName = "canister_heartbeat"
    static let globalTimer: EntryPointName = "canister_global_timer"
    static let lowMemoryHook: EntryPointName = "canister_on_low_wasm_memory"
    /// Not an export: what the module runs when it is instantiated.
    static let start: EntryPointName = "start"
}

extension EntryPointName: ExpressibleByStringInterpolation, CustomStringConvertible {
    public init(stringLiteral text: String) {
        self.init(text)
    }

    /// The text, with what is not UTF-8 replaced.
    public var description: String { String(decoding: bytes, as: UTF8.self) }
}
