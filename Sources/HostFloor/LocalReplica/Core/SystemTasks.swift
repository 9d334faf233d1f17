import Candid
import CanisterExecution

/// Timers and heartbeats that are due, in the order in which they run. One of each kind for each canister at most.
struct SystemTasks {
    /// One of them.
    struct SystemTask: Hashable {
        enum Kind { case timer, heartbeat }
        var kind: Kind
        var canister: Principal

        func run(on subnet: Subnet) {
            switch kind {
            case .timer: subnet.fireDueTimer(of: canister)
            case .heartbeat: subnet.heartbeat(canister)
            }
        }
    }

    private var waiting = Queue<SystemTask>()
    private var scheduled: Set<SystemTask> = []

    var isEmpty: Bool { waiting.isEmpty }

    /// Adds what is due now. What waits since an earlier round comes first, so that no canister is passed over for ever.
    mutating func schedule(on subnet: Subnet, beats: Bool) {
        for timer in subnet.armedTimers where timer.time <= subnet.time { add(.timer, of: timer.canister) }
        guard beats else { return }
        for canister in subnet.canistersInOrder where canister.hasHeartbeat { add(.heartbeat, of: canister.id) }
    }

    mutating func popFirst() -> SystemTask? {
        guard let task = waiting.popFirst() else { return nil }
        scheduled.remove(task)
        return task
    }

    private mutating func add(_ kind: SystemTask.Kind, of canister: Principal) {
        let task = SystemTask(kind: kind, canister: canister)
        if scheduled.insert(task).inserted { waiting.append(task) }
    }
}

extension HostedCanister {
    fileprivate var hasHeartbeat: Bool {
        status == .running && guest?.entryPoints.contains("canister_heartbeat") == true
    }
}
