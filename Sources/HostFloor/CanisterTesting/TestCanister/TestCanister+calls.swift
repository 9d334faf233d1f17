import Candid
import CanisterExecution

// Calls with bytes for argument and answer: to send what is no Candid, or to look at a reject.
extension TestCanister {
    /// Calls a method as a user does: through `canister_inspect_message` if there is one, then to the result. A method
    /// that is a query runs as one, on all nodes.
    ///
    /// - Parameter argument: Candid, without values when nothing is said.
    @discardableResult
    public func update(
        _ method: String, _ argument: [UInt8] = emptyArguments, caller: Principal = .anonymous
    ) -> CallResult {
        do throws(Reject) {
            try inspect(method, argument, caller: caller)
        } catch {
            return .reject(error)
        }
        return call(method, argument, caller: caller)
    }

    /// Calls a method as another canister does: without an inspection.
    @discardableResult
    public func call(_ method: String, _ argument: [UInt8] = emptyArguments, caller: Principal) -> CallResult {
        let outcome = subnet.call(id, method, argument, from: caller)
        executions = outcome.executions
        return outcome.result
    }

    /// Asks a query as a user does, of one node; the canister has a certificate of its data at hand. A composite query
    /// may ask other canisters of the subnet.
    ///
    /// Natively a query that changes the canister's state changes it for good, which on the network it does not.
    public func query(
        _ method: String, _ argument: [UInt8] = emptyArguments, caller: Principal = .anonymous
    ) -> CallResult {
        let outcome = subnet.query(id, method, argument, from: caller)
        executions = outcome.executions
        return outcome.result
    }

    /// Asks `canister_inspect_message` alone, as the network does before it takes an update call of a user; neither
    /// queries nor calls of canisters are inspected. A canister without that entry point takes everything.
    ///
    /// - Throws: why the call would not be taken: ``ErrorCode/canisterRejectedMessage`` where the canister did not
    ///   accept, its trap, or that it is not there, empty or stopped.
    public func inspect(
        _ method: String, _ argument: [UInt8] = emptyArguments, caller: Principal = .anonymous
    ) throws(Reject) {
        executions = []
        try subnet.inspect(id, method, argument, from: caller)
    }

    /// Sends a call as a user does, and runs what can run now. Where the canister waits for a ``StandInCanister``, the
    /// result is there when that one was answered for.
    ///
    /// ```swift
    /// let payment = canister.submit("pay", CandidEncoder.encode(UInt64(5)), caller: .testUser(1))
    /// #expect(payment.result == nil)
    /// try #require(ledger.waitingCalls.first).reply(values: true)
    /// #expect(try payment.value(returning: Text.self) == "thank you")
    /// ```
    public func submit(
        _ method: String, _ argument: [UInt8] = emptyArguments, caller: Principal = .anonymous
    ) -> SubmittedCall {
        do throws(Reject) {
            try inspect(method, argument, caller: caller)
        } catch {
            return SubmittedCall(method, refused: error)
        }
        let call = SubmittedCall(method, subnet.submit(id, method, argument, from: caller), on: subnet)
        (_, executions) = subnet.recording { subnet.run() }
        return call
    }
}
