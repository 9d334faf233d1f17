import Candid
import ICProtocol
import Synchronization

/// What is known of the last round that was stored, for all threads: certificates are made, and requests to read the
/// state are judged, without the execution thread.
final class PublishedState: Sendable {
    private struct Contents {
        var state: CertifiedState
        var canisters: [Principal: ShownCanister]
        var origins: [RequestID: RequestOrigin]
        var failure: RoundStoreError?
    }

    private let subnet: Principal
    private let contents: Mutex<Contents>

    init(_ core: ReplicaCore) {
        subnet = core.keys.subnet
        contents = Mutex(
            Contents(
                state: core.certified, canisters: core.certifiedTree.canisters,
                origins: core.history.entries.mapValues(\.origin)))
    }

    /// The state.
    var state: CertifiedState { contents.withLock { $0.state } }

    /// Why no further state will come.
    var failure: RoundStoreError? { contents.withLock { $0.failure } }

    func publish(
        _ state: CertifiedState, canisters: [Principal: ShownCanister],
        requests: [RequestID: IngressHistory.Entry?]
    ) {
        contents.withLock { contents in
            contents.state = state
            contents.canisters = canisters
            for (id, entry) in requests { contents.origins[id] = entry?.origin }
        }
    }

    /// Whether the state shows a canister.
    func isShown(_ canister: Principal) -> Bool { contents.withLock { $0.canisters[canister] != nil } }

    func fail(_ error: RoundStoreError) { contents.withLock { $0.failure = error } }
}

extension PublishedState: ReadStateFacts {
    var rootSubnet: Principal { subnet }

    func origin(of request: RequestID) -> RequestOrigin? { contents.withLock { $0.origins[request] } }

    func isPrivateMetadata(_ name: String, of canister: Principal) -> Bool {
        contents.withLock { contents in
            contents.canisters[canister]?.code?.metadata.contains { $0.name == name && !$0.isPublic } ?? false
        }
    }

    func isController(_ user: Principal, of canister: Principal) -> Bool {
        contents.withLock { $0.canisters[canister]?.controllers.contains(user) ?? false }
    }
}
