import Candid
import ICCertificates
import ICProtocol

extension Agent {
    /// What the network says of itself. Nothing vouches for it.
    public func status() async throws(AgentError) -> StatusResponse {
        let response: TransportResponse
        do throws(TransportError) {
            response = try await send("/api/v2/status", nil, within: TimeBudget(configuration.readTimeout))
        } catch {
            throw error == .cancelled ? .cancelled : .transport(error)
        }
        guard response.status == 200 else { throw .http(response) }
        do throws(MessageError) {
            return try StatusResponse(decoding: response.body, limits: configuration.messageLimits)
        } catch {
            throw .response(error)
        }
    }

    /// Reads paths of the certified state of the subnet that holds a canister, or of a subnet.
    ///
    /// - Parameters:
    ///   - paths: at most 1,000; see ``StatePath``. What each may be depends on the destination and on who asks
    ///     (Interface Specification, "Request: Read state").
    /// - Returns: the verified certificate: ask its ``VerifiedCertificate/state``, which keeps absent and unknown
    ///   apart.
    public func readState(
        _ paths: [[[UInt8]]], of destination: Endpoint.Destination
    ) async throws(AgentError) -> VerifiedCertificate {
        var budget = TimeBudget(configuration.readTimeout)
        return try await readState(paths, of: destination, by: identity, within: &budget)
    }

    func readState(
        _ paths: [[[UInt8]]], of destination: Endpoint.Destination, by identity: any Identity,
        within budget: inout TimeBudget
    ) async throws(AgentError) -> VerifiedCertificate {
        let content = RequestContent.readState(ReadStateRequest(terms: terms(of: identity), paths: paths))
        let body = try await answer(
            to: try envelope(content, by: identity),
            at: RequestAddress(kind: .readState, destination: destination), within: &budget)
        let certificate: [UInt8]
        do throws(MessageError) {
            certificate = try ReadStateResponse(decoding: body, limits: configuration.messageLimits).certificate
        } catch {
            throw .response(error)
        }
        return try verified(certificate, of: destination)
    }

    /// Verifies a certificate that came from an address.
    func verified(
        _ certificate: [UInt8], of destination: Endpoint.Destination
    ) throws(AgentError) -> VerifiedCertificate {
        do throws(CertificateError) {
            switch destination {
            case .canister(let canister):
                return try certificateVerifier.verify(certificate, for: canister, at: clock.now)
            case .subnet(let subnet):
                return try certificateVerifier.verify(certificate, forSubnet: subnet, at: clock.now)
            }
        } catch {
            throw .certificate(error)
        }
    }

    // MARK: What the state says of a canister

    /// The time of the subnet that holds a canister, in nanoseconds since 1970.
    public func time(of canister: Principal) async throws(AgentError) -> UInt64 {
        try await readState([StatePath.time], of: .canister(canister)).time
    }

    /// The hash of a canister's module, as it was submitted. `nil` for a canister without one, or that is not there.
    public func moduleHash(of canister: Principal) async throws(AgentError) -> [UInt8]? {
        try await value(at: StatePath.canister(canister, "module_hash"), of: canister) { state throws(StateError) in
            try state.moduleHash(of: canister)
        }
    }

    /// Who controls a canister. `nil` for one that is not there.
    public func controllers(of canister: Principal) async throws(AgentError) -> [Principal]? {
        try await value(at: StatePath.canister(canister, "controllers"), of: canister) { state throws(StateError) in
            try state.controllers(of: canister)
        }
    }

    /// A section of a canister's module that it made public, or that the identity may see as one who controls it:
    /// `candid:service`, for one. `nil` where there is none.
    public func metadata(_ name: String, of canister: Principal) async throws(AgentError) -> [UInt8]? {
        try await value(at: StatePath.metadata(name, of: canister), of: canister) { state throws(StateError) in
            try state.metadata(name, of: canister)
        }
    }

    private func value<Value: Sendable>(
        at path: [[UInt8]], of canister: Principal,
        _ read: (StateReader) throws(StateError) -> StateValue<Value>
    ) async throws(AgentError) -> Value? {
        let certificate = try await readState([path], of: .canister(canister))
        do throws(StateError) {
            switch try read(certificate.state) {
            case .found(let value): return value
            case .absent: return nil
            case .unknown: break
            }
        } catch {
            throw .state(error)
        }
        throw .notShown(path: StatePath.text(path))
    }
}
