import Candid
import Canister
import CanisterExecution
import CanisterTesting

/// A canister that does what a test says, in whatever kind of message the test wants.
final class Doer: CanisterProgram {
    let timers = Timers()
    /// What the next message does.
    var action: () -> Void = {}

    init() {}

    var entryPoints: [EntryPoint] {
        [
            .update("do") { self.action() },
            .query("look") { self.action() },
            .heartbeat { self.action() },
            .globalTimer(timers.globalTimer),
            .update("<swift-canister> run_timer", timers.runTimer),
        ]
    }
}

/// A ``Doer`` installed alone on a subnet.
final class Bench {
    let canister: TestCanister
    let subnet: Subnet
    private let instances: Instances

    /// The instances that were made, the present one last.
    private final class Instances {
        var all: [Doer] = []
    }

    init(time: UInt64 = 1_700_000_000_000_000_000) throws {
        let instances = Instances()
        self.instances = instances
        subnet = .forTests(time: time)
        canister = try TestCanister(on: subnet) {
            let doer = Doer()
            instances.all.append(doer)
            return doer.entryPoints
        }
        try canister.install()
    }

    /// The present instance.
    var doer: Doer { instances.all[instances.all.count - 1] }

    var timers: Timers { doer.timers }

    /// Does something in an update call.
    @discardableResult
    func update(
        _ argument: [UInt8] = emptyArguments, caller: Principal = .testUser(1), _ action: @escaping () -> Void
    ) -> CallResult {
        doer.action = action
        return canister.update("do", argument, caller: caller)
    }

    /// Does something in an update call that needs no answer of its own.
    func perform(_ action: @escaping () -> Void) {
        update {
            action()
            IncomingCall.replyEmpty()
        }
    }

    /// Does something in a query.
    @discardableResult
    func query(_ argument: [UInt8] = emptyArguments, _ action: @escaping () -> Void) -> CallResult {
        doer.action = action
        return canister.query("look", argument, caller: .testUser(1))
    }

    /// Puts a stand-in for another canister on the subnet.
    func host(_ id: Principal = .testUser(500), _ answer: @escaping HostCanister) {
        subnet.setHostCanister(id, answer)
    }
}

/// What happened, in order.
final class Events {
    private(set) var all: [String] = []

    func note(_ event: String) { all.append(event) }

    /// What happened since this was asked for the last time.
    func take() -> [String] {
        defer { all = [] }
        return all
    }
}
