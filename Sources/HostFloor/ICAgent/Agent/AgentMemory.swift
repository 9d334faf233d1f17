import Candid
import ICProtocol
import Synchronization

/// What an agent learned of a network: which versions of addresses it has, and who its nodes are.
final class AgentMemory: Sendable {
    private let state = Mutex(State())

    private struct State {
        var versions: [RequestAddress.Kind: Int] = [:]
        var nodes: [Principal: NodeKeys] = [:]
    }

    /// The keys of the nodes that answer queries to a canister.
    struct NodeKeys {
        let keys: [Principal: PublicKey]
        /// When they were certified, in nanoseconds since 1970.
        let time: UInt64
    }

    /// How many canisters' nodes are remembered at most.
    static let nodeLimit = 1_000

    /// The newest version of an address that the network has, as far as that is known.
    func version(of kind: RequestAddress.Kind) -> Int? { state.withLock { $0.versions[kind] } }

    func remember(version: Int, of kind: RequestAddress.Kind) { state.withLock { $0.versions[kind] = version } }

    func nodeKeys(for canister: Principal) -> NodeKeys? { state.withLock { $0.nodes[canister] } }

    /// Remembers the nodes of a canister; where there are too many, the oldest is forgotten.
    func remember(_ keys: NodeKeys, for canister: Principal) {
        state.withLock { state in
            if state.nodes[canister] == nil, state.nodes.count >= Self.nodeLimit,
                let oldest = state.nodes.min(by: { $0.value.time < $1.value.time })
            {
                state.nodes[oldest.key] = nil
            }
            state.nodes[canister] = keys
        }
    }
}
