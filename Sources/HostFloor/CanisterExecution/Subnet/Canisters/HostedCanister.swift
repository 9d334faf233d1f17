import Candid

/// A canister on a ``Subnet``: its code and all that belongs to it.
public final class HostedCanister {
    /// Its principal.
    public let id: Principal

    /// Its code and heap; `nil` while nothing is installed.
    public internal(set) var guest: (any Guest)? {
        didSet { touch() }
    }

    /// The module that it was installed from; `nil` without code, and for a guest that was made elsewhere.
    public internal(set) var module: InstalledModule? {
        didSet {
            touch()
            tracker.changed(.module(id))
        }
    }

    /// Whether it takes calls.
    public internal(set) var status: CanisterStatus = .running {
        didSet { touch() }
    }

    /// When it was made, in nanoseconds since 1970.
    public let creationTime: UInt64

    /// When code was last installed, in nanoseconds since 1970; `nil` where none ever was.
    public internal(set) var installationTime: UInt64? {
        didSet { touch() }
    }

    /// What its controllers decided. Settable by the owner of the subnet, who checks who asks and what for; see
    /// ``CanisterSettings/check(against:)``.
    public var settings: CanisterSettings {
        didSet { version += 1 }
    }

    /// Its balance.
    public var cycles: UInt128 {
        didSet { touch() }
    }

    /// Grows with every change of the canister.
    public internal(set) var version: UInt64 = 0 {
        didSet { touch() }
    }

    /// What it certifies: at most 32 bytes.
    public internal(set) var certifiedData: [UInt8] = [] {
        didSet { touch() }
    }

    /// When the timer fires, in nanoseconds since 1970; 0 when it is not set.
    public internal(set) var globalTimer: UInt64 = 0 {
        didSet { touch() }
    }

    /// Its stable memory. A reinstall puts another in its place.
    public internal(set) var stableMemory = SparseStableMemory() {
        didSet { touch() }
    }

    /// What it printed where all nodes ran it.
    public internal(set) var log: CanisterLog {
        didSet { touch() }
    }

    /// Its chunks of modules.
    public internal(set) var chunkStore = ChunkStore() {
        didSet { touch() }
    }

    /// What was changed about it, by whom.
    public internal(set) var history = CanisterHistory() {
        didSet { touch() }
    }

    /// What was kept of it to go back to, by numbers that grow.
    public internal(set) var takenSnapshots: [UInt64: TakenSnapshot] = [:] {
        didSet { touch() }
    }

    /// The calls that wait for it to stop.
    var stopRequests: [StopRequest] = [] {
        didSet { touch() }
    }

    private(set) var callContexts: [UInt64: CallContext] = [:]
    private(set) var callbacks: [UInt64: Callback] = [:]
    /// How many calls to each canister wait for a response: as many as there are callbacks for them.
    private(set) var outstandingCalls: [Principal: Int] = [:]
    private(set) var lastNumber: UInt64 = 0

    /// What of its state is data already; see ``synchronise()``.
    var synchronised = SynchronisedState()

    let tracker: ChangeTracker
    private var isTouched = false

    init(
        id: Principal, settings: CanisterSettings, cycles: UInt128, creationTime: UInt64, logCapacity: Int,
        tracker: ChangeTracker
    ) {
        self.id = id
        self.settings = settings
        self.cycles = cycles
        self.creationTime = creationTime
        self.log = CanisterLog(capacity: logCapacity)
        self.tracker = tracker
        touch()
    }

    /// A canister without code, as its record tells.
    init(
        id: Principal, _ record: CanisterRecord, log: CanisterLog, outstandingCalls: [Principal: Int] = [:],
        tracker: ChangeTracker
    ) {
        self.id = id
        self.settings = record.settings
        self.cycles = record.cycles
        self.creationTime = record.creationTime
        self.log = log
        self.tracker = tracker
        installationTime = record.installationTime
        status = record.status
        version = record.version
        certifiedData = record.certifiedData
        globalTimer = record.globalTimer
        lastNumber = record.lastNumber
        stopRequests = record.stopRequests
        self.outstandingCalls = outstandingCalls
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

    /// How many messages it works on: those that owe a response and those with calls that wait for theirs.
    public var openCallContexts: Int { callContexts.count }

    /// Notes that its record is another one now.
    func touch() {
        guard !isTouched else { return }
        isTouched = true
        tracker.touch(id)
    }

    /// Notes that what changed until now was looked at.
    func forgetTouch() { isTouched = false }
}

// MARK: - Messages

extension HostedCanister {
    /// A number for a call context, a callback or a snapshot, never used before in this canister.
    func nextNumber() -> UInt64 {
        lastNumber += 1
        touch()
        return lastNumber
    }

    func openContext(
        _ origin: CallContext.Origin, caller: Principal, deadline: UInt64 = 0, entryPoint: EntryPointName,
        cycles: UInt128 = 0
    ) -> CallContext {
        let context = CallContext(
            id: nextNumber(), of: self, origin: origin, caller: caller, deadline: deadline, entryPoint: entryPoint,
            cyclesAvailable: cycles)
        callContexts[context.id] = context
        tracker.created(.callContext(id, context.id))
        return context
    }

    func close(_ context: CallContext) {
        callContexts[context.id] = nil
        tracker.removed(.callContext(id, context.id))
    }

    /// Keeps what is to be done with the response to a call.
    ///
    /// - Returns: the number by which the response finds it.
    func keep(_ callback: Callback) -> UInt64 {
        let number = nextNumber()
        count(callback, at: number)
        tracker.created(.callback(id, number))
        return number
    }

    private func count(_ callback: Callback, at number: UInt64) {
        callbacks[number] = callback
        outstandingCalls[callback.callee, default: 0] += 1
        callback.context.outstandingCalls += 1
    }

    /// Notes that a response is on its way.
    func markAnswered(_ number: UInt64) {
        callbacks[number]?.isAnswered = true
        tracker.changed(.callback(id, number))
    }

    /// Takes a callback, for its response is there.
    func takeCallback(_ number: UInt64) -> Callback? {
        guard let callback = callbacks.removeValue(forKey: number) else { return nil }
        tracker.removed(.callback(id, number))
        let left = (outstandingCalls[callback.callee] ?? 1) - 1
        outstandingCalls[callback.callee] = left > 0 ? left : nil
        callback.context.outstandingCalls -= 1
        return callback
    }

    /// Takes messages back that were kept as data.
    func restore(_ contexts: [UInt64: CallContext], _ callbacks: [UInt64: Callback]) {
        callContexts = contexts
        for (number, callback) in callbacks { count(callback, at: number) }
    }
}
