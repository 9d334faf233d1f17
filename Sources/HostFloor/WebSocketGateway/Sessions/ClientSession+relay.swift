import ICProtocol
import WebSocketProtocol

extension ClientSession {
    /// Brings an envelope to its end and tells the session.
    func relay(_ call: SignedCall) async {
        let environment = services.environment
        let start = environment.clock.now
        let outcome = await services.relay.deliver(call)
        environment.metrics.relayTime.recordNanoseconds(environment.clock.now.nanoseconds(since: start))
        let isOpen = call.request.method == "ws_open"
        let verdict = isOpen ? CallVerdict.open(outcome) : CallVerdict.message(outcome)
        note(verdict, of: call, isOpen: isOpen)
        handle { $0.callEnded(verdict) }
        // What the canister had to say about it is in its queue now. A new connection, or an error, is the time to see
        // whether the canister is still the one that it was.
        if case .replied = outcome {
            services.directory.hurry(call.request.canister, verifying: isOpen || verdict != nil)
        }
    }

    private func note(_ verdict: SessionEvent?, of call: SignedCall, isOpen: Bool) {
        switch verdict {
        case .openAccepted: log(.info, "the connection is open at the canister")
        case nil:
            services.environment.metrics.messagesFromClients.increment()
            services.environment.metrics.bytesFromClients.increment(by: call.bytes.count)
            state.withLock { $0.traffic }?.countToCanister()
        case .openFailed(let end), .messageFailed(let end, _), .ended(let end):
            log(
                .warning, isOpen ? "the connection could not be opened" : "a message could not be relayed",
                ["reason": "\(end.reason)"])
        default: break
        }
    }
}
