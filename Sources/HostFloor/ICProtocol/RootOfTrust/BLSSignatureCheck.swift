import BLS12381
import Candid
import ICCertificates

/// Judges certificates by the signatures of subnets, from a root key down (Interface Specification, "Certificate").
public struct BLSSignatureCheck: SignatureCheck {
    /// The key of the root subnet, in which all trust is.
    public let rootKey: SubnetKey

    /// How far a delegation's time may be ahead of the clock. It may be of any age: a subnet's key stays.
    public var maximumLead: Duration

    /// How large the certificate in a delegation may be.
    public var limits: Certificate.Limits

    /// The part of the work that depends on the root key alone.
    private let preparedRootKey: PreparedPublicKey

    /// What was found valid lately; copies of the check share it.
    private let valid: ValidSignatures

    /// Makes a check.
    ///
    /// - Parameter rememberedSignatures: how many valid signatures are remembered, which are not computed again when
    ///   they come with another part of the same state.
    public init(
        rootKey: SubnetKey, maximumLead: Duration = .seconds(300), limits: Certificate.Limits = Certificate.Limits(),
        rememberedSignatures: Int = 64
    ) {
        self.rootKey = rootKey
        self.maximumLead = maximumLead
        self.limits = limits
        self.valid = ValidSignatures(capacity: rememberedSignatures)
        self.preparedRootKey = PreparedPublicKey(rootKey.point)
    }

    /// Verifies the signature, and before it the delegation, if there is one: that the root signed it, that it is not
    /// from the future, and that its subnet holds the canister.
    public func check(
        _ certificate: Certificate, for canister: Principal, at now: UInt64
    ) throws(CertificateError) -> SignatureStatus {
        guard let delegation = certificate.delegation else {
            try checkRootSignature(of: certificate)
            return .valid
        }
        let state = try state(of: delegation, at: now)
        let holds = try Self.reading { () throws(StateError) in
            try state.isCanister(canister, in: delegation.subnet)
        }
        guard holds == .found(true) else { throw .canisterNotInRanges(canister, of: delegation.subnet) }
        try checkSignature(of: certificate, by: delegation.subnet, in: state)
        return .valid
    }

    /// Verifies the signature, and before it the delegation, if there is one: that the root signed it, that it is not
    /// from the future, and that it is one of the subnet. Without one, the subnet must be the root.
    public func check(
        _ certificate: Certificate, forSubnet subnet: Principal, at now: UInt64
    ) throws(CertificateError) -> SignatureStatus {
        let signer = certificate.delegation?.subnet ?? rootKey.rootSubnet
        guard signer == subnet else { throw .otherSubnet(found: signer, expected: subnet) }
        guard let delegation = certificate.delegation else {
            try checkRootSignature(of: certificate)
            return .valid
        }
        try checkSignature(of: certificate, by: subnet, in: try state(of: delegation, at: now))
        return .valid
    }

    /// What a delegation says, once it is proven.
    private func state(
        of delegation: Certificate.Delegation, at now: UInt64
    ) throws(CertificateError) -> StateReader {
        do throws(CertificateError) {
            let inner = try Certificate(decoding: delegation.certificate, limits: limits)
            guard inner.delegation == nil else { throw .nestedDelegation }
            try checkRootSignature(of: inner)
            let time = try inner.time
            let lead = Duration.nanoseconds(Int64(clamping: time > now ? time - now : 0))
            guard lead <= maximumLead else { throw .fromTheFuture(by: lead, maximum: maximumLead) }
            return try Self.reading { () throws(StateError) in try StateReader(inner.tree) }
        } catch {
            throw error == .nestedDelegation ? error : .delegation(error)
        }
    }

    /// Checks a signature by the key that a delegation shows.
    private func checkSignature(
        of certificate: Certificate, by subnet: Principal, in state: StateReader
    ) throws(CertificateError) {
        let found = try Self.reading { () throws(StateError) in try state.publicKey(of: subnet) }
        guard case .found(let der) = found else { throw .noSubnetKey(of: subnet) }
        try remembering(certificate, by: der) { signature, message throws(CertificateError) in
            let key: SubnetKey
            do throws(SubnetKeyError) { key = try SubnetKey(der: der) } catch {
                throw .invalidSubnetKey(reason: error.description)
            }
            return key.point.isValidSignature(signature, for: message)
        }
    }

    private func checkRootSignature(of certificate: Certificate) throws(CertificateError) {
        try remembering(certificate, by: rootKey.der) { signature, message in
            preparedRootKey.isValidSignature(signature, for: message)
        }
    }

    /// Checks a signature, unless the same one was found valid before, of the same digest and by the same key.
    private func remembering(
        _ certificate: Certificate, by key: [UInt8],
        _ isValid: (Signature, _ message: [UInt8]) throws(CertificateError) -> Bool
    ) throws(CertificateError) {
        let message = CertificateBuilder.signedMessage(for: certificate.tree)
        let fact = ValidSignatures.Fact(key: key, message: message, signature: certificate.signature)
        let isProven = try valid.isValid(fact) { () throws(CertificateError) in
            try isValid(try Self.signature(of: certificate), message)
        }
        guard isProven else { throw .invalidSignature }
    }

    /// The point that the signature is; bytes that are none are no valid signature.
    private static func signature(of certificate: Certificate) throws(CertificateError) -> Signature {
        do throws(BLSError) { return try Signature(compressed: certificate.signature) } catch {
            throw .invalidSignature
        }
    }

    private static func reading<Value>(_ body: () throws(StateError) -> Value) throws(CertificateError) -> Value {
        do throws(StateError) { return try body() } catch { throw .state(error) }
    }
}
