import Candid
import ICCertificates
import ICProtocol

extension Agent {
    /// Calls a canister, and waits for the end of the call, which a certificate of the subnet proves.
    ///
    /// The call is executed once at most, however often it has to be sent.
    ///
    /// - Parameters:
    ///   - argument: in Candid for most methods.
    ///   - effectiveCanister: which canister the address names, where a method of the management canister does not
    ///     tell: one of the subnet that is to have the new canister.
    /// - Returns: the reply.
    /// - Throws: ``AgentError/rejected(_:)`` where the canister, or the system for it, rejects;
    ///   ``AgentError/outcomeUnknown(_:_:)`` where the call may have been executed.
    public func call(
        _ canister: Principal, _ method: String, _ argument: [UInt8], effectiveCanister: Principal? = nil
    ) async throws(AgentError) -> [UInt8] {
        var budget = TimeBudget(configuration.callTimeout)
        let nonce = (0..<16).map { _ in UInt8.random(in: 0...255) }
        let request = CanisterRequest(
            terms: terms(of: identity, nonce: nonce), canister: canister, method: method, argument: argument)
        let destination = Endpoint.Destination.canister(
            try Self.effectiveCanister(of: request, as: .call, otherwise: effectiveCanister))
        let submitted = SubmittedCall(RequestContent.call(request), destination)
        let body = try envelope(submitted.content, by: identity)
        let response = try await submit(submitted, as: body, within: &budget)
        if let reply = try end(of: submitted, in: response) { return reply }
        return try await waitForEnd(of: submitted, within: &budget)
    }

    /// The reply to a call, if the answer to its sending has it; `nil` where its end is still to come.
    func end(of call: SubmittedCall, in response: CallResponse) throws(AgentError) -> [UInt8]? {
        switch response {
        case .replied(let certificate):
            do throws(AgentError) {
                return try call.reply(requestStatus(of: call, in: try verified(certificate, of: call.destination)))
            } catch .certificate(let error) {
                throw .outcomeUnknown(call.id, .certificate(error))
            }
        case .nonReplicatedRejection(let rejection):
            throw .rejected(AgentRejection(rejection, proof: .none))
        case .accepted:
            return nil
        }
    }

    /// Sends a call until the network has it.
    ///
    /// - Parameter body: the call in its envelope.
    func submit(
        _ call: SubmittedCall, as body: [UInt8], within budget: inout TimeBudget
    ) async throws(AgentError) -> CallResponse {
        let delivery: Delivery
        do throws(DeliveryFailure) {
            delivery = try await deliver(
                body, to: RequestAddress(kind: .call, destination: call.destination), within: &budget)
        } catch {
            throw error.mayHaveArrived ? .outcomeUnknown(call.id, error.error) : error.error
        }
        let response = delivery.response
        guard response.status == 200 || response.status == 202 else {
            let error = AgentError.http(response)
            throw delivery.mayHaveArrivedBefore ? .outcomeUnknown(call.id, error) : error
        }
        let answer: CallResponse
        do throws(MessageError) {
            answer = try CallResponse(
                decoding: HTTPAnswer(status: response.status, body: response.body),
                limits: configuration.messageLimits)
        } catch {
            throw .outcomeUnknown(call.id, .response(error))
        }
        // What is refused now may have been taken before, when no answer came.
        if delivery.mayHaveArrivedBefore, case .nonReplicatedRejection(let rejection) = answer {
            throw .outcomeUnknown(call.id, .rejected(AgentRejection(rejection, proof: .none)))
        }
        return answer
    }

    /// How far a call has come, in a certificate that was given as its end.
    private func requestStatus(
        of call: SubmittedCall, in certificate: VerifiedCertificate
    ) throws(AgentError) -> RequestStatus {
        let status = try call.status(in: certificate)
        // A certificate of something else, or from before the call, tells nothing.
        guard status != .absent else {
            throw .outcomeUnknown(call.id, .notShown(path: StatePath.text(StatePath.requestStatus(of: call.id))))
        }
        return status
    }
}

/// A call that was sent, or is about to be.
struct SubmittedCall {
    let content: RequestContent
    let id: RequestID
    let destination: Endpoint.Destination

    init(_ content: RequestContent, id: RequestID? = nil, _ destination: Endpoint.Destination) {
        self.content = content
        self.id = id ?? content.requestID
        self.destination = destination
    }

    /// How far it has come.
    func status(in certificate: VerifiedCertificate) throws(AgentError) -> RequestStatus {
        let status: RequestStatus
        do throws(StateError) { status = try certificate.state.requestStatus(of: id) } catch {
            throw .outcomeUnknown(id, .state(error))
        }
        guard status != .unknown else {
            throw .outcomeUnknown(id, .notShown(path: StatePath.text(StatePath.requestStatus(of: id))))
        }
        return status
    }

    /// The reply, if it has come to its end; `nil` before that.
    func reply(_ status: RequestStatus) throws(AgentError) -> [UInt8]? {
        switch status {
        case .replied(let reply): return reply
        case .rejected(let rejection): throw .rejected(AgentRejection(rejection, proof: .certificate))
        case .done: throw .outcomeForgotten(id)
        case .received, .processing, .absent, .unknown: return nil
        }
    }
}
