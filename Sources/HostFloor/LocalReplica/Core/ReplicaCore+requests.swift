import Candid
import CanisterExecution
import ICProtocol

extension ReplicaCore {
    /// What becomes of a call when it comes in.
    enum Submission {
        /// It waits for a round.
        case taken
        /// It was there before: this is how far it has come.
        case known(IngressHistory.Status)
        /// It is refused: nothing of it gets into the state.
        case rejected(Rejection)
        /// Too much waits already; later it may be taken.
        case overloaded(String)
    }

    /// Takes a call that was verified, unless it is there already, or its canister would not take it.
    ///
    /// - Parameter isInspected: whether the canister was asked already, and takes it.
    func submit(_ request: AuthenticRequest, isInspected: Bool = false) -> Submission {
        guard case .call(let call) = request.content, let origin = RequestOrigin(request) else {
            return .rejected(Rejection(code: 1, message: "The request is no call"))
        }
        if let entry = history[request.requestID] { return .known(entry.status) }
        let message = IngressPool.Message(id: request.requestID, request: call)
        guard message.size <= limits.callPayload else {
            return .rejected(
                Rejection(
                    code: UInt64(RejectCode.canisterReject.rawValue),
                    message: "The call's method name and argument have \(message.size) bytes, where at most "
                        + "\(limits.callPayload) are taken"))
        }
        if let reason = reasonToWait(for: message) { return .overloaded(reason) }
        do throws(Reject) {
            if call.canister == .managementCanister {
                try management.inspect(call.method, call.argument, from: request.sender)
            } else if !isInspected {
                try subnet.inspect(call.canister, call.method, call.argument, from: request.sender)
            }
        } catch {
            return .rejected(Rejection(error))
        }
        pool.append(message)
        history.receive(request.requestID, from: origin, expiry: call.terms.ingressExpiry)
        return .taken
    }

    private func reasonToWait(for message: IngressPool.Message) -> String? {
        if history.isFull {
            return "The status of \(limits.rememberedRequests) calls is remembered, which is the most; the oldest are "
                + "forgotten five minutes after their end. Try again later."
        }
        if !pool.hasRoom(for: message) {
            return "\(pool.count) calls with \(pool.bytes) bytes wait to be executed; at most \(limits.waitingCalls) "
                + "with \(limits.waitingBytes) bytes can. Try again later."
        }
        return nil
    }
}
