import Candid

// Calls of other canisters (interface specification, "Inter-canister method calls"). A call is built step by step and
// then performed; one at a time.
extension Execution {
    func makeCall(_ call: SystemCall<some GuestMemory>) throws(Trap) -> UInt64 {
        switch call.function {
        case .callNew: try beginCall(call)
        case .callOnCleanup:
            guard try building(call).onCleanup == nil else { throw call.violation("a cleanup callback is set already") }
            pendingCall?.onCleanup = CallbackClosure(function: call[0], environment: call[1])
        case .callDataAppend:
            try append(call)
        case .callWithBestEffortResponse:
            guard try building(call).timeout == nil else { throw call.violation("a timeout is set already") }
            pendingCall?.timeout = UInt32(min(call[0], UInt64(limits.callTimeout)))
        case .callCyclesAdd: try attach(UInt128(call[0]), call)
        case .callCyclesAdd128: try attach(call.cycles(at: 0), call)
        case .callPerform: return try performCall(call)
        default: throw call.misrouted
        }
        return 0
    }

    /// Forgets a call that was begun and not performed; its cycles go back to the balance.
    func dropPendingCall() {
        guard let call = pendingCall else { return }
        effects.cycles.addClamped(call.cycles)
        pendingCall = nil
    }

    private func beginCall(_ call: SystemCall<some GuestMemory>) throws(Trap) {
        dropPendingCall()
        guard call[1] <= UInt64(Principal.maximumCount), let callee = Principal(bytes: try call.bytes(at: 0), else: nil)
        else { throw call.violation("\(call[1]) bytes are no principal") }
        guard call[3] <= UInt64(limits.methodName) else {
            throw call.violation("a method's name of \(call[3]) bytes; at most \(limits.methodName) are allowed")
        }
        pendingCall = PerformedCall(
            callee: callee, methodName: try call.bytes(at: 2),
            onReply: CallbackClosure(function: call[4], environment: call[5]),
            onReject: CallbackClosure(function: call[6], environment: call[7]))
    }

    /// Appends to the argument. The call is changed where it stands: a copy of what came before would cost each time.
    private func append(_ call: SystemCall<some GuestMemory>) throws(Trap) {
        let before = try building(call).payloadSize
        guard call[1] <= UInt64(limits.callPayload), before + call[1] <= UInt64(limits.callPayload) else {
            throw call.violation("a payload of more than \(limits.callPayload) bytes, the method's name included")
        }
        let bytes = try call.bytes(at: 0)
        pendingCall?.argument += bytes
    }

    private func building(_ call: SystemCall<some GuestMemory>) throws(Trap) -> PerformedCall {
        guard let pendingCall else { throw call.violation("no call is under construction") }
        return pendingCall
    }

    private func attach(_ amount: UInt128, _ call: SystemCall<some GuestMemory>) throws(Trap) {
        _ = try building(call)
        guard amount <= effects.cycles else {
            throw call.violation("\(amount) cycles, but the balance is \(effects.cycles)")
        }
        effects.cycles -= amount
        pendingCall?.cycles += amount
    }

    /// - Returns: 0, or 2 when too many calls to that canister wait for their response.
    private func performCall(_ call: SystemCall<some GuestMemory>) throws(Trap) -> UInt64 {
        let built = try building(call)
        let waiting = (canister.outstandingCalls[built.callee] ?? 0) + (performedCalls[built.callee] ?? 0)
        guard waiting < limits.outstandingCallsPerPair else {
            dropPendingCall()
            return UInt64(RejectCode.systemTransient.rawValue)
        }
        performedCalls[built.callee, default: 0] += 1
        effects.outgoingCalls.append(built)
        pendingCall = nil
        return 0
    }
}
