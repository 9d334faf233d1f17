import Bytes
import CBOR
import Candid
import CanisterExecution
import ICCertificates
import ICProtocol

/// The state tree of a replica, kept from round to round: only what changed is written anew (Interface Specification,
/// "The system state tree").
struct CertifiedStateTree {
    private(set) var tree = StateTree()
    private let subnet: Principal
    /// What is shown of each canister.
    private(set) var canisters: [Principal: ShownCanister] = [:]
    private var metrics: ShownMetrics?

    /// The canisters that the subnet holds: all that the network could give a number to.
    static let ranges = CanisterRanges([
        Principal(canisterIndex: 0)...Principal(canisterIndex: .max)
    ])

    /// Begins with what never changes: the subnet, its node, its canister ranges.
    init(keys: ReplicaKeys) {
        subnet = keys.subnet
        tree.insert(keys.rootKey, at: StatePath.subnet(subnet, "public_key"))
        tree.insert([UInt8]("application".utf8), at: StatePath.subnet(subnet, "type"))
        tree.insert(keys.nodeKey, at: StatePath.nodeKey(of: keys.node, in: subnet))
        // Both forms: released agents look for the older one. There is one shard, since some of them find no second.
        tree.insert(Self.ranges.encoded, at: StatePath.subnet(subnet, "canister_ranges"))
        for range in Self.ranges.ranges {
            tree.insert(Self.ranges.encoded, at: StatePath.rangeShards(of: subnet) + [range.lowerBound.bytes])
        }
    }

    /// Shows the canisters of a subnet as they are now.
    mutating func show(_ subnet: Subnet) {
        tree.insert(Self.natural(subnet.time), at: StatePath.time)
        for (id, canister) in subnet.canisters {
            let shown = ShownCanister(canister)
            guard canisters[id] != shown else { continue }
            canisters[id] = shown
            tree.insert(shown.tree, at: [StatePath.label("canister"), id.bytes])
        }
        if canisters.count > subnet.canisters.count {
            for id in canisters.keys where subnet.canisters[id] == nil {
                canisters[id] = nil
                tree.remove(at: [StatePath.label("canister"), id.bytes])
            }
        }
    }

    /// Shows what is known of the subnet as a whole.
    mutating func show(_ metrics: ShownMetrics) {
        guard self.metrics != metrics else { return }
        self.metrics = metrics
        tree.insert(metrics.encoded, at: StatePath.subnet(subnet, "metrics"))
    }

    /// Shows the status of requests that changed; `nil` for those that are forgotten.
    mutating func show(_ requests: [RequestID: IngressHistory.Entry?]) {
        for (id, entry) in requests {
            let path = StatePath.requestStatus(of: id)
            if let entry { tree.insert(entry.status.tree, at: path) } else { tree.remove(at: path) }
        }
    }

    static func natural(_ number: UInt64) -> [UInt8] {
        var writer = ByteWriter(capacity: 10)
        writer.write(leb128: number)
        return writer.bytes
    }
}

extension IngressHistory.Status {
    /// What stands below `/request_status/<id>`.
    fileprivate var tree: StateTree {
        var tree = StateTree()
        func insert(_ value: [UInt8], _ name: String) { tree.insert(value, at: [StatePath.label(name)]) }
        func status(_ text: String) { insert([UInt8](text.utf8), "status") }
        switch self {
        case .received: status("received")
        case .processing: status("processing")
        case .done: status("done")
        case .replied(let bytes):
            status("replied")
            insert(bytes, "reply")
        case .rejected(let rejection):
            status("rejected")
            insert(CertifiedStateTree.natural(rejection.code), "reject_code")
            insert([UInt8](rejection.message.utf8), "reject_message")
            if let code = rejection.errorCode { insert([UInt8](code.utf8), "error_code") }
        }
        return tree
    }
}
