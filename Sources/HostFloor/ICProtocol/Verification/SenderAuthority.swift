import Candid

/// What the signature of a request may stand for, after all delegations.
struct SenderAuthority {
    var targets = CanisterSet.all
    var permissions: [Delegation.Permissions] = []

    /// Checks that the request is one that the delegations allow.
    func check(_ content: RequestContent) throws(RequestRefusal) {
        for permission in permissions {
            switch permission {
            case .all: break
            case .queries: if content.kind == .call { throw .onlyQueries }
            case .unknown(let text): throw .unknownPermission(text)
            }
        }
        switch content {
        case .call(let request), .query(let request):
            guard targets.contains(request.canister) else { throw .notATarget(request.canister) }
        case .readState: break
        }
    }
}

extension EnvelopeVerifier {
    /// Follows the chain from the sender's principal to the signature.
    static func authority(
        over envelope: Envelope, requestID: RequestID, at now: UInt64
    ) throws(RequestRefusal) -> SenderAuthority {
        let sender = envelope.content.terms.sender
        if sender.isAnonymous {
            guard envelope.senderPublicKey == nil, envelope.senderSignature == nil, envelope.senderDelegations == nil
            else { throw .anonymousWithSignature }
            return SenderAuthority()
        }
        guard let publicKey = envelope.senderPublicKey else { throw .missingPublicKey(of: sender) }
        guard let signature = envelope.senderSignature else { throw .missingSignature(of: sender) }
        guard Principal.selfAuthenticating(publicKey: publicKey) == sender else {
            throw .otherSender(sender, publicKey: publicKey)
        }
        var authority = SenderAuthority()
        let key = try authority.follow(envelope.senderDelegations ?? [], from: publicKey, at: now)
        guard key.isValidSignature(signature, for: DomainSeparator.request + requestID.bytes) else {
            throw .invalidSignature(key.info.algorithm, size: signature.count)
        }
        return authority
    }
}

extension SenderAuthority {
    /// Follows a chain of delegations.
    ///
    /// - Returns: the key that its last one is for.
    fileprivate mutating func follow(
        _ chain: [SignedDelegation], from first: [UInt8], at now: UInt64
    ) throws(RequestRefusal) -> PublicKey {
        guard chain.count <= EnvelopeVerifier.maximumDelegationCount else {
            throw .tooManyDelegations(found: chain.count)
        }
        // What costs little comes before signatures are verified.
        var seen: Set<[UInt8]> = [first]
        for (index, link) in chain.enumerated() {
            guard seen.insert(link.delegation.publicKey).inserted else { throw .repeatedKey(delegation: index) }
            guard link.delegation.expiration >= now else {
                throw .expiredDelegation(index, expiration: link.delegation.expiration, now: now)
            }
            if let targets = link.delegation.targets, targets.count > EnvelopeVerifier.maximumTargetCount {
                throw .tooManyTargets(delegation: index, found: targets.count)
            }
        }
        var key = try Self.key(first, delegation: nil)
        for (index, link) in chain.enumerated() {
            guard key.isValidSignature(link.signature, for: link.delegation.signedBytes) else {
                throw .invalidDelegation(index, key.info.algorithm)
            }
            targets.restrict(to: link.delegation.targets)
            if let permission = link.delegation.permissions { permissions.append(permission) }
            key = try Self.key(link.delegation.publicKey, delegation: index)
        }
        return key
    }

    private static func key(_ der: [UInt8], delegation: Int?) throws(RequestRefusal) -> PublicKey {
        do throws(PublicKeyError) { return try PublicKey(der: der) } catch {
            throw .publicKey(delegation: delegation, error)
        }
    }
}
