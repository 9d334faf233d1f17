import Candid

/// The labels and paths of the state tree that more than one place needs.
public enum StatePath {
    /// `/time`: nanoseconds since 1970, as LEB128.
    public static let time: [[UInt8]] = [label("time")]

    /// `/canister/<id>/certified_data`.
    public static func certifiedData(of canister: [UInt8]) -> [[UInt8]] {
        [label("canister"), canister, label("certified_data")]
    }

    /// `/canister/<id>/<field>`.
    public static func canister(_ canister: Principal, _ field: String) -> [[UInt8]] {
        [label("canister"), canister.bytes, label(field)]
    }

    /// `/canister/<id>/metadata/<name>`.
    public static func metadata(_ name: String, of canister: Principal) -> [[UInt8]] {
        self.canister(canister, "metadata") + [label(name)]
    }

    /// `/subnet/<id>/<field>`.
    public static func subnet(_ subnet: Principal, _ field: String) -> [[UInt8]] {
        [label("subnet"), subnet.bytes, label(field)]
    }

    /// `/subnet/<subnet>/node/<node>/public_key`.
    public static func nodeKey(of node: Principal, in subnet: Principal) -> [[UInt8]] {
        self.subnet(subnet, "node") + [node.bytes, label("public_key")]
    }

    /// `/canister_ranges/<subnet>`: below it, a shard for each of some first canisters.
    public static func rangeShards(of subnet: Principal) -> [[UInt8]] { [label("canister_ranges"), subnet.bytes] }

    /// The bytes of a label that is a text.
    public static func label(_ text: String) -> [UInt8] { [UInt8](text.utf8) }
}
