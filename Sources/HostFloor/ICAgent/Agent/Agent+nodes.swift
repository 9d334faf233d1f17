import Candid
import ICCertificates
import ICProtocol

extension Agent {
    /// The keys of the nodes that answer queries to a canister, and whether they were asked for just now.
    func nodeKeys(
        for canister: Principal, within budget: inout TimeBudget
    ) async throws(AgentError) -> (keys: [Principal: PublicKey], isFresh: Bool) {
        if let known = memory.nodeKeys(for: canister),
            known.time.duration(until: clock.now) <= configuration.nodeKeyLifetime
        {
            return (known.keys, false)
        }
        return (try await fetchNodeKeys(for: canister, within: &budget), true)
    }

    /// Reads the keys from the certified state of the subnet that holds a canister.
    func fetchNodeKeys(
        for canister: Principal, within budget: inout TimeBudget
    ) async throws(AgentError) -> [Principal: PublicKey] {
        // Anyone may read this, and an identity might be restricted to some canisters.
        let certificate = try await readState(
            [[StatePath.label("subnet")]], of: .canister(canister), by: AnonymousIdentity(), within: &budget)
        let subnet = certificate.delegatedSubnet ?? rootKey.rootSubnet
        let path = StatePath.text(StatePath.subnet(subnet, "node"))
        let (found, holds): (StateValue<[Principal: [UInt8]]>, StateValue<Bool>)
        do throws(StateError) {
            let state = try certificate.state
            found = try state.nodeKeys(of: subnet)
            holds = try state.isCanister(canister, in: subnet)
        } catch {
            throw .state(error)
        }
        // A delegation was checked for this; where the root subnet itself signed, nothing was yet.
        guard certificate.delegatedSubnet != nil || canister == .managementCanister || holds == .found(true) else {
            throw .certificate(.canisterNotInRanges(canister, of: subnet))
        }
        guard case .found(let encoded) = found else { throw .notShown(path: path) }
        var keys: [Principal: PublicKey] = [:]
        for (node, der) in encoded {
            do throws(PublicKeyError) { keys[node] = try PublicKey(der: der) } catch { throw .nodeKey(node, error) }
        }
        memory.remember(AgentMemory.NodeKeys(keys: keys, time: certificate.time), for: canister)
        return keys
    }
}
