import Candid
import ICCertificates
import ICProtocol

/// Speaks with a network of the Internet Computer in the name of an identity, and verifies all that it is told
/// (Interface Specification, "HTTPS interface").
///
/// Replies to calls and the state are proven by certificates, from the root key down; replies to queries by the
/// signatures of nodes whose keys a certificate shows. There is no way to leave that out. The root key is the Internet
/// Computer's own unless another is named: see ``RootOfTrust``, and for a network on this machine
/// ``forLocalNetwork(over:identity:trustingRemoteHost:configuration:clock:)``.
///
/// ```swift
/// let agent = try Agent(over: HTTPTransport("https://icp-api.io"), identity: identity)
/// let reply = try await agent.query(canister, "rooms", CandidEncoder.encode())
/// ```
public struct Agent: Sendable {
    /// In whose name requests are sent.
    public let identity: any Identity

    /// What is allowed, and how long it is waited for.
    public let configuration: AgentConfiguration

    /// What carries requests.
    public let transport: any Transport

    let clock: any AgentClock
    let signatures: BLSSignatureCheck
    let memory: AgentMemory

    /// Makes an agent.
    ///
    /// - Parameters:
    ///   - transport: what carries requests to the network.
    ///   - rootOfTrust: whose signature all trust rests on.
    /// - Throws: ``AgentError/rootKey(_:)`` where the key is none.
    public init(
        over transport: any Transport, identity: any Identity = AnonymousIdentity(),
        rootOfTrust: RootOfTrust = .internetComputer, configuration: AgentConfiguration = AgentConfiguration(),
        clock: any AgentClock = SystemAgentClock()
    ) throws(AgentError) {
        self.transport = transport
        self.identity = identity
        self.configuration = configuration
        self.clock = clock
        self.signatures = BLSSignatureCheck(
            rootKey: try rootOfTrust.key, maximumLead: configuration.maximumAge,
            limits: configuration.certificateLimits)
        self.memory = AgentMemory()
    }

    private init(_ agent: Agent, identity: any Identity) {
        self.transport = agent.transport
        self.identity = identity
        self.configuration = agent.configuration
        self.clock = agent.clock
        self.signatures = agent.signatures
        self.memory = agent.memory
    }

    /// The same agent in another's name; what it learned of the network is kept.
    public func acting(as identity: any Identity) -> Agent { Agent(self, identity: identity) }

    /// The key that all trust rests on.
    public var rootKey: SubnetKey { signatures.rootKey }

    /// Verifies certificates as this agent does: those that canisters hand out with replies, for one.
    public var certificateVerifier: CertificateVerifier {
        CertificateVerifier(
            signatureCheck: signatures, maximumAge: configuration.maximumAge,
            limits: configuration.certificateLimits)
    }

    /// Who sends a request that is made now, and until when it holds.
    ///
    /// The expiry is cut to whole minutes, so that equal queries within one are equal in every byte and can be
    /// answered from a cache.
    func terms(of identity: any Identity, nonce: [UInt8]? = nil) -> RequestTerms {
        let minute: UInt64 = 60_000_000_000
        var expiry = clock.now.advanced(by: configuration.ingressLifetime)
        if configuration.ingressLifetime > .seconds(90) { expiry -= expiry % minute }
        return RequestTerms(sender: identity.principal, ingressExpiry: expiry, nonce: nonce)
    }

    func envelope(_ content: RequestContent, by identity: any Identity) throws(AgentError) -> [UInt8] {
        do throws(IdentityError) { return try identity.envelope(for: content).encoded } catch {
            throw .identity(error)
        }
    }
}
