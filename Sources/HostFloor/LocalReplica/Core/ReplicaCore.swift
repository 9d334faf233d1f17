import Candid
import CanisterExecution
import ICCertificates
import ICProtocol

/// The state machine of a replica: calls by users come in, rounds execute them, and the state that follows is certified.
///
/// It has no clock and does no I/O of its own but through its store: the same requests, times and order give the same
/// state. It belongs to one thread.
final class ReplicaCore {
    let keys: ReplicaKeys
    let limits: ReplicaLimits
    let subnet: Subnet
    let management: ManagementCanister
    let store: any RoundStore

    var pool: IngressPool
    var history: IngressHistory
    /// What runs by itself and is due, and has not run yet.
    var systemTasks = SystemTasks()
    /// Results that came in the round that is being executed.
    var results: [(call: CallID, result: CallResult)] = []
    /// Requests that ended before they were handed to a canister.
    var endedEarly: [RequestID] = []
    var roundNumber: UInt64 = 0
    /// The time that was stored last.
    var storedTime: UInt64 = 0
    var endedCalls: UInt64 = 0
    var certifiedTree: CertifiedStateTree

    /// The state after the last round that was stored: what queries see and certificates are made of.
    var certified: CertifiedState

    /// Sets a replica up, with what was stored or with nothing.
    ///
    /// - Parameters:
    ///   - time: nanoseconds since 1970, from which on a new replica counts.
    ///   - firstCanisterIndex: the number of the first canister that is made on it.
    init(
        keys: ReplicaKeys, guests: any GuestFactory, store: any RoundStore = MemoryRoundStore(),
        limits: ReplicaLimits = ReplicaLimits(), time: UInt64, firstCanisterIndex: UInt64 = 0
    ) throws(RoundStoreError) {
        self.keys = keys
        self.limits = limits
        self.store = store
        pool = IngressPool(limits: limits)
        history = IngressHistory(limits: limits)
        certifiedTree = CertifiedStateTree(keys: keys)
        var configuration = SubnetConfiguration(
            id: keys.subnet, rootKey: keys.rootKey, time: time, limits: limits.resources, rememberedExecutions: 10)
        configuration.firstCanisterIndex = firstCanisterIndex
        if let stored = try store.load() {
            do throws(CanisterExecution.StateError) {
                subnet = try Subnet(restoring: stored.state, configuration, guests: guests)
            } catch {
                throw .state(error)
            }
            roundNumber = stored.number
            var entries: [RequestID: IngressHistory.Entry] = [:]
            for (id, record) in stored.requests { entries[id] = try IngressHistory.Entry(record: record) }
            history.restore(entries)
        } else {
            subnet = Subnet(configuration, guests: guests)
        }
        management = ManagementCanister(on: subnet, seed: keys.randomSeed, limits: limits)
        certifiedTree.show(history.entries.mapValues(Optional.some))
        certified = try Self.certify(
            subnet, in: &certifiedTree, round: roundNumber, ended: 0, keys: keys, limits: limits)
        subnet.setHostCanister(.managementCanister) { [unowned management] in management.answer($0) }
        subnet.onResult = { [unowned self] call, result in results.append((call, result)) }
    }

    /// Nanoseconds since 1970, as the canisters know it.
    var time: UInt64 { subnet.time }

    /// Makes the state as it is now the certified one.
    func certify() throws(RoundStoreError) {
        certified = try Self.certify(
            subnet, in: &certifiedTree, round: roundNumber, ended: endedCalls, keys: keys, limits: limits)
    }

    private static func certify(
        _ subnet: Subnet, in tree: inout CertifiedStateTree, round: UInt64, ended: UInt64, keys: ReplicaKeys,
        limits: ReplicaLimits
    ) throws(RoundStoreError) -> CertifiedState {
        tree.show(subnet)
        tree.show(
            ShownMetrics(
                canisters: UInt64(subnet.canisters.count),
                stateBytes: subnet.canisters.values.reduce(0) { $0 + $1.memorySize }, updates: ended))
        do throws(CanisterExecution.StateError) {
            return try CertifiedState(tree.tree, of: subnet, round: round, keys: keys, limits: limits)
        } catch {
            throw .state(error)
        }
    }
}

extension HostedCanister {
    /// Bytes of heap and stable memory.
    var memorySize: UInt64 { (guest?.heapSize ?? 0) + stableMemory.pageCount * 65_536 }
}
