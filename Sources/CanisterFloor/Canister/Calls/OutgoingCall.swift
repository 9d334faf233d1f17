import Candid
import SystemAPI

/// A call to another canister, or to this one.
///
/// ```swift
/// OutgoingCall(to: ledger, method: "icrc1_fee").send(argument) { reply in … } onReject: { rejection in … }
/// ```
///
/// Exactly one of the two closures runs later, as an execution of its own. If it traps, only its own changes are
/// discarded, and `onCleanup` runs. An answer that comes after an upgrade is dropped if the new module's table of
/// functions is the same; if not, the system calls whatever stands in the callback's place. So stop a canister before
/// it is upgraded.
public struct OutgoingCall {
    /// The canister that is called.
    public let callee: Principal

    /// The method's name.
    public let method: StaticString

    /// Cycles that travel along; those that the callee does not accept come back.
    public var cycles: UInt128 = 0

    /// With a number of seconds, at most 300: the call waits within that bound, and may end with code 6.
    /// Without: it waits until there is an answer.
    public var timeoutSeconds: UInt32?

    /// A call without cycles that waits until there is an answer.
    public init(to callee: Principal, method: StaticString) {
        self.callee = callee
        self.method = method
    }

    /// The call could not be sent: the queue to the callee is full, or cycles do not suffice.
    public struct NotSent: Error, Sendable {}

    /// Sends the call. It leaves when the execution at hand ends without a trap.
    ///
    /// - Parameters:
    ///   - argument: the argument's bytes, normally Candid; at most 2 MiB to another subnet, 10 MiB on the same.
    ///   - onReply: gets the reply's bytes.
    ///   - onReject: gets the reason.
    ///   - onCleanup: runs if one of the others traps, to put right what has to be. It cannot make calls, answer, or
    ///     set certified data.
    /// - Throws: ``NotSent``; then no closure will run.
    public func send(
        _ argument: [UInt8],
        onReply: @escaping ([UInt8]) -> Void,
        onReject: @escaping (CallRejection) -> Void,
        onCleanup: (() -> Void)? = nil
    ) throws(NotSent) {
        let continuation = CallContinuation(onReply: onReply, onReject: onReject, onCleanup: onCleanup)
        let id = pendingCalls.insert(continuation)
        callee.withUnsafeBytes { callee in
            ic0_call_new(
                callee.baseAddress, callee.count, method.utf8Start, method.utf8CodeUnitCount,
                callReplied, id, callRejected, id)
        }
        ic0_call_on_cleanup(callTrapped, id)
        argument.withUnsafeBytes { ic0_call_data_append($0.baseAddress, $0.count) }
        if cycles > 0 { ic0_call_cycles_add128(cycles.high, cycles.low) }
        if let timeoutSeconds { ic0_call_with_best_effort_response(timeoutSeconds) }
        guard ic0_call_perform() == 0 else {
            _ = pendingCalls.remove(id)
            throw NotSent()
        }
    }
}
