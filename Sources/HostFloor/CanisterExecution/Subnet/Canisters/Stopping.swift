import Candid

/// A call that waits for a canister to stop.
struct StopRequest: Hashable {
    /// The call to answer.
    var call: CallID
    /// When it is no longer waited for, in nanoseconds since 1970.
    var expiry: UInt64
}

extension Subnet {
    /// Lets a canister take calls again. Those who wait for it to stop are told that it does not.
    public func start(_ id: Principal) throws(Reject) {
        let canister = try existingCanister(id)
        canister.status = .running
        canister.version += 1
        answerStopRequests(
            of: canister,
            with: .reject(
                Reject(.canisterStoppingCancelled, "Canister \(id.text) was started again before it stopped")))
    }

    /// Lets a canister take no more calls. It is ``CanisterStatus/stopping`` until no message is open and the responses
    /// to its own calls came, and ``CanisterStatus/stopped`` then, which may be at once.
    ///
    /// - Parameter call: a call to a ``HostCanister`` that has no answer yet, as of the management canister's
    ///   `stop_canister`. It is replied to, with no values, when the canister is stopped; rejected when it is started
    ///   instead, or when ``ResourceLimits/stopTimeout`` is over.
    public func stop(_ id: Principal, answering call: CallID? = nil) throws(Reject) {
        let canister = try existingCanister(id)
        if let call {
            guard canister.stopRequests.count < configuration.limits.stopRequests else {
                throw Reject(
                    .canisterQueueFull,
                    "\(canister.stopRequests.count) calls wait already for canister \(id.text) to stop")
            }
            let timeout = configuration.limits.stopTimeout * 1_000_000_000
            canister.stopRequests.append(StopRequest(call: call, expiry: time.addingClamped(timeout)))
        }
        if canister.status == .running { canister.status = .stopping }
        finishStoppingIfDone(canister)
    }

    /// Stops a canister that is to stop and has nothing open any more.
    func finishStoppingIfDone(_ canister: HostedCanister) {
        guard canister.callContexts.isEmpty, canister.status != .running else { return }
        if canister.status == .stopping {
            canister.status = .stopped
            canister.version += 1
        }
        answerStopRequests(of: canister, with: .reply(Self.noValues))
    }

    /// Rejects the calls that have waited too long for their canister to stop.
    func expireStopRequests(of canister: HostedCanister) {
        let expired = canister.stopRequests.filter { $0.expiry <= time }
        guard !expired.isEmpty else { return }
        canister.stopRequests.removeAll { $0.expiry <= time }
        let reject = Reject(.stopRequestTimeout, "Canister \(canister.id.text) did not stop in time")
        for request in expired { answer(request.call, with: .reject(reject)) }
    }

    private func answerStopRequests(of canister: HostedCanister, with answer: HostAnswer) {
        let requests = canister.stopRequests
        canister.stopRequests = []
        for request in requests { self.answer(request.call, with: answer) }
    }

    /// Candid for no values at all.
    private static let noValues = [UInt8]("DIDL".utf8) + [0, 0]
}
