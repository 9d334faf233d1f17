import Candid

/// A canister on a ``Subnet``: its code and all that belongs to it.
public final class HostedCanister {
    /// Its principal.
    public let id: Principal

    /// Its code and heap; `nil` while nothing is installed.
    public internal(set) var guest: (any Guest)?

    /// Whether it takes calls.
    public internal(set) var status: CanisterStatus = .running

    /// The module that it was installed from; `nil` without code, and for a guest that was made elsewhere.
    public internal(set) var module: InstalledModule?

    /// When it was made, in nanoseconds since 1970.
    public let creationTime: UInt64

    /// When code was last installed, in nanoseconds since 1970; `nil` where none ever was.
    public internal(set) var installationTime: UInt64?

    /// What its controllers decided. Settable by the owner of the subnet, who checks who asks and what for; see
    /// ``CanisterSettings/check(against:)``.
    public var settings: CanisterSettings {
        didSet { version += 1 }
    }

    /// Who may change it: a part of ``settings``.
    public var controllers: [Principal] {
        get { settings.controllers }
        set { settings.controllers = newValue }
    }

    /// A part of ``settings``: in the order of the bytes of their names, whatever order they are given in.
    public var environmentVariables: [EnvironmentVariable] {
        get { settings.environmentVariables }
        set { settings.environmentVariables = newValue }
    }

    /// Its balance.
    public var cycles: UInt128

    /// Grows with every change of the canister.
    public internal(set) var version: UInt64 = 0
    /// What it certifies: at most 32 bytes.
    public internal(set) var certifiedData: [UInt8] = []

    /// When the timer fires, in nanoseconds since 1970; 0 when it is not set.
    public internal(set) var globalTimer: UInt64 = 0

    /// Its stable memory. A reinstall puts another in its place.
    public internal(set) var stableMemory = SparseStableMemory()
    /// What it printed where all nodes ran it.
    public internal(set) var log: CanisterLog

    var callContexts: [UInt64: CallContext] = [:]
    var callbacks: [UInt64: Callback] = [:]
    var outstandingCalls: [Principal: Int] = [:]
    /// The calls that wait for it to stop.
    var stopRequests: [StopRequest] = []
    private var lastNumber: UInt64 = 0

    init(id: Principal, settings: CanisterSettings, cycles: UInt128, creationTime: UInt64, logCapacity: Int) {
        self.id = id
        self.settings = settings
        self.cycles = cycles
        self.creationTime = creationTime
        self.log = CanisterLog(capacity: logCapacity)
    }

    /// How many messages it works on: those that owe a response and those with calls that wait for theirs.
    public var openCallContexts: Int { callContexts.count }

    /// A number for a call context or a callback, never used before in this canister.
    func nextNumber() -> UInt64 {
        lastNumber += 1
        return lastNumber
    }

    func openContext(
        _ origin: CallContext.Origin, caller: Principal, deadline: UInt64 = 0, entryPoint: EntryPointName,
        cycles: UInt128 = 0
    ) -> CallContext {
        let context = CallContext(
            id: nextNumber(), origin: origin, caller: caller, deadline: deadline, entryPoint: entryPoint,
            cyclesAvailable: cycles)
        callContexts[context.id] = context
        return context
    }
}
