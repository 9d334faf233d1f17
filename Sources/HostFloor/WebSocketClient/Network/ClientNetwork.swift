import ICAgent
import ICCertificates
import ICProtocol

/// The network that the canister is on: whose signatures a client believes.
///
/// The gateway is no part of it: what it says is believed of nothing but its own name.
public struct ClientNetwork: Sendable {
    private let source: Source

    private enum Source: Sendable {
        case key(RootOfTrust)
        /// The network itself tells its key.
        case told(any Transport, trustingRemoteHost: Bool)
    }

    /// The Internet Computer, whose root key is built in.
    public static let internetComputer = ClientNetwork(source: .key(.internetComputer))

    /// The network with a root key, in DER, from a source that is trusted.
    public static func rootKey(_ der: [UInt8]) -> ClientNetwork { ClientNetwork(source: .key(.key(der))) }

    /// A network on this machine, for development: it tells its root key itself, anew for each connection. That is no
    /// verification at all; see `Agent.forLocalNetwork`.
    ///
    /// - Parameters:
    ///   - transport: what carries requests to the network: `HTTPTransport("http://127.0.0.1:4943")`.
    ///   - trustingRemoteHost: takes the key from a host that is not this machine too.
    public static func local(_ transport: any Transport, trustingRemoteHost: Bool = false) -> ClientNetwork {
        ClientNetwork(source: .told(transport, trustingRemoteHost: trustingRemoteHost))
    }

    /// What verifies certificates from the network's root key down. Waits for the key where the network has to tell it.
    ///
    /// - Throws: where the key is not to be had, or is none.
    func certificateVerifier() async throws(AgentError) -> CertificateVerifier {
        switch source {
        case .key(let root): try Agent(over: NoTransport(), rootOfTrust: root).certificateVerifier
        case .told(let transport, let trustingRemoteHost):
            try await Agent.forLocalNetwork(over: transport, trustingRemoteHost: trustingRemoteHost)
                .certificateVerifier
        }
    }
}

/// Carries nothing: for an agent that only verifies.
private struct NoTransport: Transport {
    let destination = "nowhere"
    let isLoopback = true

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        throw .unreachable(destination: destination, reason: "this network is asked for nothing")
    }
}
