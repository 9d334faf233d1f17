import Candid

/// What is open because of one message: the response that is owed, and the calls that wait for theirs.
final class CallContext {
    enum Origin {
        case request(RequestOrigin)
        /// A heartbeat, a timer: nobody waits for a response.
        case systemTask
    }

    let id: UInt64
    let origin: Origin
    let caller: Principal
    let deadline: UInt64
    /// The entry point that the message came in by.
    let entryPoint: EntryPointName
    var needsResponse: Bool {
        didSet { noteChange() }
    }
    /// Cycles that came with the call and were not accepted.
    var cyclesAvailable: UInt128 {
        didSet { noteChange() }
    }
    /// As many as there are callbacks for it.
    var outstandingCalls = 0
    /// What all executions so far used.
    var instructions: UInt64 = 0 {
        didSet { noteChange() }
    }
    /// Set when the code was uninstalled meanwhile: responses are no longer delivered.
    var isDeleted = false {
        didSet { noteChange() }
    }

    private let canister: Principal
    private let tracker: ChangeTracker

    init(
        id: UInt64, of canister: HostedCanister, origin: Origin, caller: Principal, deadline: UInt64,
        entryPoint: EntryPointName, cyclesAvailable: UInt128
    ) {
        self.id = id
        self.canister = canister.id
        self.tracker = canister.tracker
        self.origin = origin
        self.caller = caller
        self.deadline = deadline
        self.entryPoint = entryPoint
        self.cyclesAvailable = cyclesAvailable
        if case .request = origin { self.needsResponse = true } else { self.needsResponse = false }
    }

    private func noteChange() {
        tracker.changed(.callContext(canister, id))
    }

    /// What the executions for this context know of the message; a callback adds what it got.
    var message: MessageFacts {
        var message = MessageFacts()
        message.caller = caller
        message.deadline = deadline
        message.cyclesAvailable = cyclesAvailable
        message.needsResponse = needsResponse
        message.earlierInstructions = instructions
        return message
    }
}

/// What a canister keeps for a call that it made, until the response is there.
struct Callback {
    var context: CallContext
    var callee: Principal
    var onReply: CallbackClosure
    var onReject: CallbackClosure
    var onCleanup: CallbackClosure?
    var deadline: UInt64
    /// Set as soon as a response is on its way; another one would be late.
    var isAnswered = false
}
