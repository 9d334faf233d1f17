import Candid
import LocalReplica
import SHA256

extension Instance {
    /// The subnet, and where canisters are made when nothing is said of that. The range of canisters is the one that
    /// the certified state shows: every number, since the subnet is alone.
    func topology(_: AnyBody) async throws(PocketICRefusal) -> JSONValue { topology }

    var topology: JSONValue {
        let range: JSONValue = [
            "start": Principal(canisterIndex: 0).canisterReference,
            "end": Principal(canisterIndex: .max).canisterReference,
        ]
        let shown: JSONValue = [
            "subnet_kind": .text(kind.rawValue), "subnet_seed": .array(seed.map { .number(UInt128($0)) }),
            "instruction_config": "Production", "cost_schedule": "Normal",
            "node_ids": [["node_id": .bytes(replica.keys.node.bytes)]], "canister_ranges": [range],
        ]
        return [
            "subnet_configs": .object([subnet.text: shown]),
            "default_effective_canister_id": Self.firstCanister.canisterReference,
        ]
    }

    /// 32 bytes that tell this subnet from others. Its keys are random and do not follow from them.
    private var seed: [UInt8] {
        var hasher = SHA256()
        hasher.update(replica.rootKey)
        return hasher.finalize().bytes
    }
}

extension Principal {
    /// `{"canister_id": …}`
    fileprivate var canisterReference: JSONValue { ["canister_id": .bytes(bytes)] }
}
