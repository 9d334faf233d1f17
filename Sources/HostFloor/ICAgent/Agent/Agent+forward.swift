import Candid
import ICCertificates
import ICProtocol

extension Agent {
    /// Carries a call that somebody else signed to the network, and waits for its end as long as the network does,
    /// which is some ten seconds.
    ///
    /// Nobody but the sender may read the call's status. Where its end did not come, the same call can be forwarded
    /// again: it is executed once at most, and the network answers with the end of the first.
    ///
    /// - Returns: the reply, which a certificate of the subnet proves; `nil` where the call is taken and has not ended.
    /// - Throws: as ``call(_:_:_:effectiveCanister:)``.
    public func forward(_ call: SignedCall) async throws(AgentError) -> [UInt8]? {
        var budget = TimeBudget(configuration.callTimeout)
        let destination = Endpoint.Destination.canister(
            try Self.effectiveCanister(of: call.request, as: .call, otherwise: nil))
        let submitted = SubmittedCall(call.envelope.content, id: call.id, destination)
        let response = try await submit(submitted, as: call.bytes, within: &budget)
        return try end(of: submitted, in: response)
    }
}
