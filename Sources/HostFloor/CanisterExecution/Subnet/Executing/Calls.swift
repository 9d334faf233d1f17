import Candid

extension Subnet {
    /// Whether no message waits to be executed.
    public var isIdle: Bool { responses.isEmpty && requests.isEmpty }

    /// Executes the next message: a response if one waits, else a request.
    ///
    /// - Returns: whether there was one.
    @discardableResult
    public func step() -> Bool {
        if let response = dequeueResponse() {
            execute(response)
        } else if let request = dequeueRequest() {
            execute(request)
        } else {
            return false
        }
        return true
    }

    /// Executes messages until none waits. Timers and heartbeats do not run by this.
    ///
    /// - Parameter limit: how many at most; ``SubnetConfiguration/messagesPerRun`` when nothing is said.
    /// - Returns: whether nothing was left.
    @discardableResult
    public func run(atMost limit: Int? = nil) -> Bool {
        var left = limit ?? configuration.messagesPerRun
        while left > 0, step() { left -= 1 }
        return isIdle
    }

    /// Hands in a call as a user sends it. It is executed by ``step()`` or ``run(atMost:)``, without an inspection; see
    /// ``inspect(_:_:_:from:)``.
    public func submit(
        _ callee: Principal, _ method: String, _ argument: [UInt8], from caller: Principal
    ) -> CallID {
        let id = nextCallID()
        enqueue(
            Request(
                origin: .user(id), caller: caller, callee: callee, methodName: [UInt8](method.utf8),
                argument: argument))
        return id
    }

    /// Hands in a call and executes messages until none waits: the call, what it calls, the callbacks.
    ///
    /// - Returns: the result, and all executions. A call without a response by then, since a ``HostCanister`` answers
    ///   later, ends with a reject with the code ``RejectCode/systemTransient``; use ``submit(_:_:_:from:)`` for such.
    public func call(
        _ callee: Principal, _ method: String, _ argument: [UInt8], from caller: Principal
    ) -> CallOutcome {
        let (result, executions) = recording {
            // Taken here, whoever else listens to results.
            let listener = onResult
            defer { onResult = listener }
            var result: CallResult?
            let id = submit(callee, method, argument, from: caller)
            onResult = { [self] done, value in
                if done == id {
                    result = value
                } else if let listener {
                    listener(done, value)
                } else {
                    keep(value, of: done)
                }
            }
            let isIdle = run()
            let reason = isIdle ? "a call to a host canister has no answer yet" : "too many messages follow from it"
            return result ?? .reject(Reject(.systemTransient, "The call has no response: \(reason)."))
        }
        return CallOutcome(result: result, executions: executions)
    }

    /// Moves the time on. Calls whose time is up are answered for with ``RejectCode/systemUnknown``.
    ///
    /// - Parameter nanoseconds: how far.
    public func advanceTime(by nanoseconds: UInt64) {
        advanceTime(to: time.addingClamped(nanoseconds))
    }

    /// Moves the time to a point, in nanoseconds since 1970. It never goes back: an earlier point changes nothing.
    public func advanceTime(to point: UInt64) {
        guard point > time else { return }
        time = point
        for canister in canistersInOrder {
            for (number, callback) in canister.callbacks.sorted(by: { $0.key < $1.key })
            where callback.deadline != 0 && callback.deadline <= time && !callback.isAnswered {
                deliver(.reject(Self.deadlineExpired), to: .canister(canister.id, callback: number), refund: 0)
            }
            expireStopRequests(of: canister)
        }
    }
}

extension UInt64 {
    /// A sum that ends at the greatest number.
    func addingClamped(_ other: UInt64) -> UInt64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
