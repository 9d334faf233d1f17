import Candid
import ICProtocol

/// A call or a query whose sender is believed: no signature is asked for. It is for who owns the replica, and decides
/// who he is.
public struct TrustedRequest: Hashable, Sendable {
    /// Who asks.
    public var sender: Principal
    /// The canister that is asked, which may be the management canister.
    public var canister: Principal
    /// The method's name.
    public var method: String
    /// The argument, in Candid for most methods.
    public var argument: [UInt8]

    /// Puts them together.
    public init(sender: Principal, canister: Principal, method: String, argument: [UInt8]) {
        self.sender = sender
        self.canister = canister
        self.method = method
        self.argument = argument
    }
}

/// Requests below the check of signatures.
extension LocalReplica {
    /// Takes a call, unless the canister refuses it. It is executed by a later round; see ``status(of:)``.
    ///
    /// - Parameters:
    ///   - destination: what the address of the call would name.
    ///   - nonce: what makes it another call than an equal one before: at most 32 bytes.
    /// - Returns: what names the call, or why nothing of it gets into the state.
    public func submit(
        _ request: TrustedRequest, at destination: Endpoint.Destination, nonce: [UInt8]
    ) async throws(ReplicaError) -> Result<RequestID, Rejection> {
        let authentic = authentic(request, as: RequestContent.call, at: destination, nonce: nonce)
        switch try await responder.service.call(authentic, waits: false) {
        case .nonReplicatedRejection(let rejection): return .failure(rejection)
        case .accepted, .replied: return .success(authentic.requestID)
        }
    }

    /// Asks a query, of the state after the last round.
    public func query(_ request: TrustedRequest) async throws(ReplicaError) -> QueryResponse.Outcome {
        let authentic = authentic(request, as: RequestContent.query, at: .canister(request.canister))
        return try await responder.service.query(authentic).outcome
    }

    /// How far a call has come; `absent` also for one whose end is more than five minutes ago.
    public func status(of request: RequestID) async throws(ReplicaError) -> RequestStatus {
        try await thread.perform { loop throws(ReplicaError) in
            switch loop.core.history[request]?.status {
            case .received: .received
            case .processing: .processing
            case .replied(let reply): .replied(reply)
            case .rejected(let rejection): .rejected(rejection)
            case .done: .done
            case nil: .absent
            }
        }
    }

    /// Who sent a call that a round saw; `nil` for one that is not known, or not yet.
    public func sender(of request: RequestID) -> Principal? { published.origin(of: request)?.sender }

    private func authentic(
        _ request: TrustedRequest, as kind: (CanisterRequest) -> RequestContent,
        at destination: Endpoint.Destination, nonce: [UInt8]? = nil
    ) -> AuthenticRequest {
        let (expiry, overflow) = clock.now.addingReportingOverflow(Self.trustedLifetime)
        let content = kind(
            CanisterRequest(
                terms: RequestTerms(sender: request.sender, ingressExpiry: overflow ? .max : expiry, nonce: nonce),
                canister: request.canister, method: request.method, argument: request.argument))
        return AuthenticRequest(
            content: content, requestID: content.requestID, destination: destination, targets: .all)
    }

    /// Nanoseconds for which such a call may wait for a round: the five minutes that the network allows.
    private static let trustedLifetime: UInt64 = 300_000_000_000
}

extension Rejection: Error {}
