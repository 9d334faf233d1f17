import Candid

/// Decides whether a request is taken (Interface Specification, "Authentication" and "Effective canister id").
///
/// It looks at the envelope, the address and the clock alone, so the same request gets the same answer everywhere. What
/// depends on the state, such as whether a canister is there, comes after.
public struct EnvelopeVerifier: Sendable {
    /// How long before its expiry a request may come at most.
    public var maximumLifetime: Duration

    /// How much more is allowed since clocks differ.
    public var permittedDrift: Duration

    /// The most bytes of a nonce.
    public static let maximumNonceSize = 32
    /// The most paths in a request to read the state.
    public static let maximumPathCount = 1_000
    /// The most labels in a path.
    public static let maximumLabelCount = 127
    /// The most delegations in a chain.
    public static let maximumDelegationCount = 20
    /// The most targets of a delegation.
    public static let maximumTargetCount = 1_000

    /// Makes a verifier; the network allows five minutes, and 30 seconds more.
    public init(maximumLifetime: Duration = .seconds(300), permittedDrift: Duration = .seconds(30)) {
        self.maximumLifetime = maximumLifetime
        self.permittedDrift = permittedDrift
    }

    /// Verifies a request.
    ///
    /// - Parameters:
    ///   - endpoint: where it was sent to.
    ///   - now: nanoseconds since 1970.
    /// - Returns: the request, with what is known of it from now on.
    public func verify(
        _ envelope: Envelope, sentTo endpoint: Endpoint, at now: UInt64
    ) throws(RequestRefusal) -> AuthenticRequest {
        let content = envelope.content
        guard content.kind == endpoint.kind else {
            throw .otherKind(found: content.kind, expected: endpoint.kind)
        }
        try checkSizes(of: content)
        try checkDestination(of: content, endpoint.destination)
        try checkExpiry(of: content, at: now)
        let requestID = content.requestID
        let authority = try Self.authority(over: envelope, requestID: requestID, at: now)
        if case .call(let request) = content, request.senderInfo != nil { throw .senderInfo }
        if case .query(let request) = content, request.senderInfo != nil { throw .senderInfo }
        try authority.check(content)
        return AuthenticRequest(
            content: content, requestID: requestID, destination: endpoint.destination, targets: authority.targets)
    }

    private func checkSizes(of content: RequestContent) throws(RequestRefusal) {
        if let nonce = content.terms.nonce, nonce.count > Self.maximumNonceSize {
            throw .nonceTooLarge(found: nonce.count)
        }
        guard case .readState(let request) = content else { return }
        guard request.paths.count <= Self.maximumPathCount else { throw .tooManyPaths(found: request.paths.count) }
        for path in request.paths where path.count > Self.maximumLabelCount {
            throw .pathTooLong(found: path.count)
        }
    }

    private func checkDestination(
        of content: RequestContent, _ destination: Endpoint.Destination
    ) throws(RequestRefusal) {
        let request: CanisterRequest
        switch content {
        case .call(let call): request = call
        case .query(let query): request = query
        case .readState: return
        }
        switch destination {
        case .canister(let effective):
            guard case .exactly(let expected) = try request.effectiveCanister(of: content.kind) else { return }
            guard effective == expected else {
                throw .otherEffectiveCanister(specified: expected, effective: effective)
            }
        case .subnet:
            guard request.createsCanister(as: content.kind) || request.listsCanisters(as: content.kind) else {
                throw .notForSubnets(method: request.method, of: request.canister)
            }
        }
    }

    private func checkExpiry(of content: RequestContent, at now: UInt64) throws(RequestRefusal) {
        // Nobody could be harmed by the repetition of a question that anyone may ask.
        if content.terms.sender.isAnonymous && content.kind != .call { return }
        let latest = now.advanced(by: maximumLifetime + permittedDrift)
        let expiry = content.terms.ingressExpiry
        guard now <= expiry, expiry <= latest else {
            throw .expiryOutOfRange(earliest: now, latest: latest, found: expiry)
        }
    }
}

/// A request that passed an ``EnvelopeVerifier``.
public struct AuthenticRequest: Hashable, Sendable {
    /// What is asked.
    public let content: RequestContent

    /// What names it.
    public let requestID: RequestID

    /// Whom the address named.
    public let destination: Endpoint.Destination

    /// The canisters that the sender's delegations hold for. Requests to canisters were checked against them; for those
    /// to read the state see ``ReadStateRules``.
    public let targets: CanisterSet

    package init(
        content: RequestContent, requestID: RequestID, destination: Endpoint.Destination, targets: CanisterSet
    ) {
        self.content = content
        self.requestID = requestID
        self.destination = destination
        self.targets = targets
    }

    /// Who asks, beyond doubt.
    public var sender: Principal { content.terms.sender }
}

extension UInt64 {
    /// A time later by a duration, in nanoseconds; the last that there is where it would be beyond that.
    func advanced(by duration: Duration) -> UInt64 {
        let (seconds, attoseconds) = duration.components
        let (nanoseconds, overflow) = UInt64(clamping: seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, overflow2) = addingReportingOverflow(nanoseconds)
        let (total, overflow3) = sum.addingReportingOverflow(UInt64(clamping: attoseconds / 1_000_000_000))
        return overflow || overflow2 || overflow3 ? .max : total
    }
}
