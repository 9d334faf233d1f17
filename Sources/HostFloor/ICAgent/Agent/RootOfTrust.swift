import ICProtocol

/// Whose signature all trust of an agent rests on.
public enum RootOfTrust: Hashable, Sendable {
    /// The root subnet of the Internet Computer itself, whose key is a constant.
    case internetComputer
    /// Another network's root subnet, with this key in DER, from a source that is trusted.
    case key([UInt8])

    /// The key of the Internet Computer's root subnet, in DER.
    public static let internetComputerKey = SubnetKey.mainnet

    var key: SubnetKey {
        get throws(AgentError) {
            let der =
                switch self {
                case .internetComputer: Self.internetComputerKey
                case .key(let der): der
                }
            do throws(SubnetKeyError) { return try SubnetKey(der: der) } catch { throw .rootKey(.invalid(error)) }
        }
    }
}

extension Agent {
    /// Makes an agent for a network on this machine, whose root key is taken from the network's own status.
    ///
    /// That is no verification at all: whoever answers first is believed from then on. It is for development, where
    /// the network makes a key of its own.
    ///
    /// - Parameter trustingRemoteHost: takes the key from a host that is not this machine too.
    /// - Throws: ``RootKeyError/notLoopback(destination:)`` where that is not allowed; what ``status()`` throws.
    public static func forLocalNetwork(
        over transport: any Transport, identity: any Identity = AnonymousIdentity(),
        trustingRemoteHost: Bool = false, configuration: AgentConfiguration = AgentConfiguration(),
        clock: any AgentClock = SystemAgentClock()
    ) async throws(AgentError) -> Agent {
        guard transport.isLoopback || trustingRemoteHost else {
            throw .rootKey(.notLoopback(destination: transport.destination))
        }
        let stranger = try Agent(over: transport, configuration: configuration, clock: clock)
        guard let key = try await stranger.status().rootKey else {
            throw .rootKey(.missing(destination: transport.destination))
        }
        return try Agent(
            over: transport, identity: identity, rootOfTrust: .key(key), configuration: configuration, clock: clock)
    }
}
