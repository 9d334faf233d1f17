import Candid

/// The state of a subnet as it was committed, to ask queries of: from any number of threads at once, while the subnet
/// executes updates. It never changes, so every query on it sees one state, and no query sees another one.
///
/// A query runs in a clone of the canister's guest, which takes over what changed since it was last used. Clones are
/// kept for later queries, also on later snapshots of the subnet: at most as many as
/// ``Subnet/snapshot(keepingClones:)`` was told. Beside these there are those in use: one for each canister that a
/// query has reached. How many queries run at once is the caller's to limit.
///
/// The threads need the stack that the engine asks for.
public struct QuerySnapshot: Sendable {
    /// The time of the subnet, in nanoseconds since 1970.
    public let time: UInt64

    /// Makes the certificate that a query by a user can hand out, of a canister's certified data as it stands here.
    public var dataCertificate: (@Sendable (Principal) -> [UInt8])?

    /// Answers queries of host canisters, by users and by composite queries; `nil`: they answer none.
    public var hostQuery: HostQuery?

    private let configuration: SubnetConfiguration
    private let canisters: [Principal: CanisterSnapshot]
    private let hostCanisters: Set<Principal>
    private let clones: ClonePool

    init(
        time: UInt64, _ configuration: SubnetConfiguration, canisters: [Principal: CanisterSnapshot],
        hostCanisters: Set<Principal>, clones: ClonePool
    ) {
        self.time = time
        self.configuration = configuration
        self.canisters = canisters
        self.hostCanisters = hostCanisters
        self.clones = clones
    }

    /// Asks a query, as ``Subnet/query(_:_:_:from:)`` does.
    public func query(
        _ callee: Principal, _ method: String, _ argument: [UInt8], from caller: Principal
    ) -> CallOutcome {
        borrowing { subnet in subnet.query(callee, method, argument, from: caller) }
    }

    /// Decides whether a call by a user would be taken, as ``Subnet/inspect(_:_:_:from:)`` does.
    ///
    /// - Throws: why not.
    public func inspect(
        _ callee: Principal, _ method: String, _ argument: [UInt8], from caller: Principal
    ) throws(Reject) {
        let outcome: Result<Void, Reject> = borrowing { subnet in
            do throws(Reject) {
                return .success(try subnet.inspect(callee, method, argument, from: caller))
            } catch {
                return .failure(error)
            }
        }
        try outcome.get()
    }

    /// Does something on a subnet of clones, which are kept for others afterwards.
    private func borrowing<Value>(_ body: (Subnet) -> Value) -> Value {
        let subnet = Subnet(configuration)
        subnet.time = time
        let lender = SnapshotLender(canisters, hostCanisters: hostCanisters, clones: clones, tracker: subnet.tracker)
        subnet.lender = lender
        if let dataCertificate { subnet.dataCertificate = { dataCertificate($0.id) } }
        subnet.hostQuery = hostQuery
        defer { lender.giveBack() }
        return body(subnet)
    }
}

extension Subnet {
    /// The state as it is now, for queries beside what this subnet goes on with. To be called between messages.
    ///
    /// The cost grows with what changed since the last one, and a little with the number of canisters. Memory is used
    /// for a copy of each heap, but for what is zero.
    ///
    /// - Parameter limits: how many clones of guests wait for queries at most; what the first call says holds.
    /// - Throws: ``StateError/guestIsNotData(_:)``.
    public func snapshot(keepingClones limits: CloneLimits = CloneLimits()) throws(StateError) -> QuerySnapshot {
        try checkThatAllIsData(isFirst: snapshots == nil)
        if snapshots == nil {
            synchronise()
            snapshots = Snapshots(clones: ClonePool(guests: guests, limits: limits), stale: Set(canisters.keys))
        } else {
            synchronise()
        }
        refreshSnapshots()
        return QuerySnapshot(
            time: time, configuration, canisters: snapshots?.canisters ?? [:], hostCanisters: Set(hostCanisters.keys),
            clones: snapshots?.clones ?? ClonePool(guests: guests, limits: limits))
    }

    private func refreshSnapshots() {
        for id in snapshots?.stale ?? [] {
            let before = snapshots?.canisters[id]
            let now = canisters[id].map(CanisterSnapshot.init(of:))
            snapshots?.canisters[id] = now
            if let before, before.heap?.lineage !== now?.heap?.lineage {
                snapshots?.clones.drop(id, endOf: before.heap?.lineage)
            }
        }
        snapshots?.stale = []
    }
}

/// What a subnet keeps for the next snapshot.
struct Snapshots {
    var canisters: [Principal: CanisterSnapshot] = [:]
    let clones: ClonePool
    /// Those that changed since.
    var stale: Set<Principal>
}
