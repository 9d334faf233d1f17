import Candid

// These entry points cost cycles or keep callers out by being there at all. A generator that finds the function in the
// canister's sources makes the canister conform and exports the entry point.

/// A canister with a heartbeat.
public protocol HeartbeatCanister: CanisterService {
    /// Runs about once a round, which costs cycles even if it does nothing: ``Timers`` are cheaper.
    func onHeartbeat() throws(EntryPointFailure)
}

extension HeartbeatCanister {
    /// `canister_heartbeat`.
    public func heartbeat() {
        run { () throws(EntryPointFailure) in try onHeartbeat() }
    }
}

/// A canister that decides which calls from outside it takes in.
public protocol InspectingCanister: CanisterService {
    /// Whether a call from outside is taken in. One node alone decides, calls of canisters are not asked about, and
    /// nothing that is changed here stays: this saves cycles and is no guard. See ``IncomingCall``.
    ///
    /// - Parameter method: the name of the called method.
    func onInspectMessage(_ method: Text) -> Bool
}

extension InspectingCanister {
    /// `canister_inspect_message`.
    public func inspectMessage() {
        if onInspectMessage(Text(utf8: IncomingCall.methodName) ?? "") { IncomingCall.accept() }
    }
}
