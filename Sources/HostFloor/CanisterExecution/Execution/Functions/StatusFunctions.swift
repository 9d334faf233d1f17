import Candid

// The canister itself, its surroundings, time (interface specification, "Canister status", "Time" and others).
extension Execution {
    func readStatus(_ call: SystemCall<some GuestMemory>) throws(Trap) -> UInt64 {
        switch call.function {
        case .canisterSelfSize: return UInt64(canister.id.count)
        case .canisterSelfCopy: return try call.copyOut(canister.id.bytes)
        case .subnetSelfSize: return UInt64(canister.subnet.count)
        case .subnetSelfCopy: return try call.copyOut(canister.subnet.bytes)
        case .canisterStatus: return UInt64(canister.status.rawValue)
        case .canisterVersion: return canister.version
        case .time: return canister.time
        case .globalTimerSet:
            let previous = effects.globalTimer ?? canister.globalTimer
            effects.globalTimer = call[0]
            return previous
        case .isController:
            guard let principal = Principal(bytes: try call.bytes(at: 0), else: nil) else {
                throw call.violation("\(call[1]) bytes are no principal")
            }
            return canister.controllers.contains(principal) ? 1 : 0
        case .inReplicatedExecution: return context.isReplicated ? 1 : 0
        case .rootKeySize: return UInt64(canister.rootKey.count)
        case .rootKeyCopy: return try call.copyOut(canister.rootKey)
        default: throw call.misrouted
        }
    }
}

extension Principal {
    /// The principal of some bytes, or `fallback` when there are too many.
    init?(bytes: [UInt8], else fallback: Principal?) {
        guard let principal = bytes.withUnsafeBytes({ Principal(exactly: $0) }) ?? fallback else { return nil }
        self = principal
    }
}
