import Candid
import ICCertificates
import ICProtocol

extension Agent {
    /// Asks a canister, without effect. One node answers, and its signature is verified.
    ///
    /// - Parameters:
    ///   - argument: in Candid for most methods.
    ///   - effectiveCanister: which canister the address names, where a method of the management canister does not
    ///     tell.
    /// - Returns: the reply.
    /// - Throws: ``AgentError/rejected(_:)`` where the canister, or the system for it, rejects.
    public func query(
        _ canister: Principal, _ method: String, _ argument: [UInt8], effectiveCanister: Principal? = nil
    ) async throws(AgentError) -> [UInt8] {
        var budget = TimeBudget(configuration.readTimeout)
        let request = CanisterRequest(
            terms: terms(of: identity), canister: canister, method: method, argument: argument)
        let content = RequestContent.query(request)
        let effective = try Self.effectiveCanister(of: request, as: .query, otherwise: effectiveCanister)
        let body = try await answer(
            to: try envelope(content, by: identity),
            at: RequestAddress(kind: .query, destination: .canister(effective)), within: &budget)
        let response: QueryResponse
        do throws(MessageError) {
            response = try QueryResponse(decoding: body, limits: configuration.messageLimits)
        } catch {
            throw .response(error)
        }
        try await check(response, to: content.requestID, at: effective, within: &budget)
        switch response.outcome {
        case .replied(let reply): return reply
        case .rejected(let rejection): throw .rejected(AgentRejection(rejection, proof: .nodeSignature))
        }
    }

    /// The canister that the address of a request must name.
    static func effectiveCanister(
        of request: CanisterRequest, as kind: RequestContent.Kind, otherwise named: Principal?
    ) throws(AgentError) -> Principal {
        do throws(RequestRefusal) {
            switch try request.effectiveCanister(of: kind) {
            case .exactly(let canister): return canister
            case .any: return named ?? .managementCanister
            }
        } catch {
            throw .request(error)
        }
    }

    /// Checks the signatures under a response. Where they are by a node that is not known, the nodes may have changed:
    /// their keys are asked for again, once.
    private func check(
        _ response: QueryResponse, to request: RequestID, at canister: Principal, within budget: inout TimeBudget
    ) async throws(AgentError) {
        let (keys, isFresh) = try await nodeKeys(for: canister, within: &budget)
        do throws(QuerySignatureError) {
            try QuerySignatureCheck(nodeKeys: keys, maximumAge: configuration.maximumAge)
                .check(response, to: request, at: clock.now)
        } catch {
            guard !isFresh, error.maySubnetHaveChanged else { throw .querySignature(error) }
            let keys = try await fetchNodeKeys(for: canister, within: &budget)
            do throws(QuerySignatureError) {
                try QuerySignatureCheck(nodeKeys: keys, maximumAge: configuration.maximumAge)
                    .check(response, to: request, at: clock.now)
            } catch {
                throw .querySignature(error)
            }
        }
    }
}

extension QuerySignatureError {
    /// Whether other keys of nodes could make it good.
    fileprivate var maySubnetHaveChanged: Bool {
        switch self {
        case .unknownNode, .tooManySignatures: true
        case .noSignature, .notRecent, .invalid: false
        }
    }
}
