import Candid

/// A change of a canister that its history tells of (interface specification, "IC method `canister_info`").
public struct CanisterChange: Hashable, Sendable {
    /// Who made a change.
    public enum Origin: Hashable, Sendable {
        /// Somebody outside.
        case user(Principal)
        /// A canister, and the version of itself that it told.
        case canister(Principal, version: UInt64?)
    }

    /// What changed.
    public enum Details: Hashable, Sendable {
        /// The canister was made; the hash of its environment variables where it got some.
        case creation(controllers: [Principal], environmentVariables: [UInt8]?)
        /// Its code was taken away.
        case codeUninstall
        /// It got code.
        case codeDeployment(Deployment, moduleHash: [UInt8])
        /// It became what a snapshot has, of another canister where one is named.
        case snapshotLoading(SnapshotID, canisterVersion: UInt64, takenAt: UInt64)
        /// It has other controllers.
        case controllersChange([Principal])
    }

    /// How code came into a canister.
    public enum Deployment: UInt8, Sendable {
        case install = 0
        case reinstall = 1
        case upgrade = 2
    }

    /// When it was made, in nanoseconds since 1970.
    public var time: UInt64
    /// The canister's version after it.
    public var version: UInt64
    /// Who made it.
    public var origin: Origin
    /// What it is.
    public var details: Details
}

/// The changes of a canister that are remembered: the last ones.
public struct CanisterHistory: Sendable {
    /// The oldest first.
    public private(set) var changes: [CanisterChange] = []
    /// How many changes there ever were.
    public private(set) var total: UInt64 = 0

    init() {}

    /// A history as it was kept.
    init(_ changes: [CanisterChange], total: UInt64) {
        self.changes = changes
        self.total = total
    }

    /// The numbers of the changes that are there, counted from 0.
    var numbers: Range<UInt64> { (total - UInt64(changes.count))..<total }

    /// The change of a number.
    subscript(number: UInt64) -> CanisterChange? {
        numbers.contains(number) ? changes[Int(number - numbers.lowerBound)] : nil
    }

    /// - Returns: the number of the change that was dropped for it.
    mutating func append(_ change: CanisterChange, limit: Int) -> UInt64? {
        changes.append(change)
        total += 1
        guard changes.count > max(limit, 1) else { return nil }
        changes.removeFirst()
        return numbers.lowerBound - 1
    }
}

extension Subnet {
    /// Notes a change that was just made in a canister's history. Whoever makes changes says so: who asked for them is
    /// known to the subnet's owner alone.
    public func note(_ details: CanisterChange.Details, of id: Principal, by origin: CanisterChange.Origin) {
        guard let canister = canisters[id] else { return }
        let change = CanisterChange(time: time, version: canister.version, origin: origin, details: details)
        let dropped = canister.history.append(change, limit: configuration.limits.historyLength)
        tracker.created(.change(id, canister.history.total - 1))
        if let dropped { tracker.removed(.change(id, dropped)) }
    }
}
