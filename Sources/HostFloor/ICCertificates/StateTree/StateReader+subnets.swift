import Candid
import Certification

extension StateReader {
    /// The key that a subnet signs with, in DER.
    public func publicKey(of subnet: Principal) throws(StateError) -> StateValue<[UInt8]> {
        try value(at: StatePath.subnet(subnet, "public_key"))
    }

    /// Whether a subnet holds a canister.
    ///
    /// What the state says in shards, at `/canister_ranges/<subnet>/<first canister>`, goes before the older form at
    /// `/subnet/<subnet>/canister_ranges`. Found is `false` where the state proves that the subnet does not hold it,
    /// and unknown where what would tell is pruned.
    public func isCanister(_ canister: Principal, in subnet: Principal) throws(StateError) -> StateValue<Bool> {
        let path = StatePath.rangeShards(of: subnet)
        switch tree.lookupSubtree(path) {
        case .found(let shards):
            let (shard, isCertain) = Self.shard(of: canister, in: shards)
            if let shard {
                guard case .found(let ranges) = try ranges(at: path + [shard]) else { return .unknown }
                // What a shard says is true, whatever others say.
                if ranges.contains(canister) { return .found(true) }
            }
            return isCertain ? .found(false) : .unknown
        case .absent, .unknown:
            return try ranges(at: StatePath.subnet(subnet, "canister_ranges")).map { $0.contains(canister) }
        }
    }

    /// The canisters that a subnet holds, from all shards, or from the older form where there are no shards.
    public func canisterRanges(of subnet: Principal) throws(StateError) -> StateValue<CanisterRanges> {
        let path = StatePath.rangeShards(of: subnet)
        guard case .found(let shards) = tree.lookupSubtree(path) else {
            return try ranges(at: StatePath.subnet(subnet, "canister_ranges"))
        }
        var all = CanisterRanges([])
        for node in shards.sideBySide {
            guard case .labeled(let label, _) = node, case .found(let ranges) = try ranges(at: path + [label]) else {
                return .unknown
            }
            all.ranges += ranges.ranges
        }
        return .found(all)
    }

    /// The keys of a subnet's nodes in DER; unknown if one of them is pruned.
    public func nodeKeys(of subnet: Principal) throws(StateError) -> StateValue<[Principal: [UInt8]]> {
        switch tree.lookupSubtree(StatePath.subnet(subnet, "node")) {
        case .absent: return .absent
        case .unknown: return .unknown
        case .found(let nodes):
            var keys: [Principal: [UInt8]] = [:]
            for node in nodes.sideBySide {
                guard case .labeled(let label, _) = node else { return .unknown }
                let path = StatePath.subnet(subnet, "node") + [label]
                guard let id = try? Principal(bytes: label) else {
                    throw .malformed(path: StatePath.text(path), expected: "a principal as label")
                }
                guard case .found(let key) = try value(at: path + [StatePath.label("public_key")]) else {
                    return .unknown
                }
                keys[id] = key
            }
            return .found(keys)
        }
    }

    private func ranges(at path: [[UInt8]]) throws(StateError) -> StateValue<CanisterRanges> {
        try value(at: path).map { bytes throws(StateError) in
            guard let ranges = CanisterRanges(decoding: bytes) else {
                throw .malformed(path: StatePath.text(path), expected: "a list of pairs of principals in CBOR")
            }
            return ranges
        }
    }

    /// The label of the shard that a canister would be in: the greatest shown that is not above it. `nil` where none
    /// is.
    ///
    /// It is uncertain where something is pruned at the place of a better one.
    private static func shard(of canister: Principal, in shards: HashTree) -> (label: [UInt8]?, isCertain: Bool) {
        let id = canister.bytes
        var best: [UInt8]?
        var isCertain = true
        for node in shards.sideBySide {
            guard case .labeled(let label, _) = node else {
                isCertain = false
                continue
            }
            if id.lexicographicallyPrecedes(label) { break }
            best = label
            isCertain = true
        }
        return (best, isCertain)
    }
}
