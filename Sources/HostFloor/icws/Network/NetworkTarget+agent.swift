import ICAgent
import ICCertificates

extension NetworkTarget {
    /// An agent of the network.
    ///
    /// - Parameters:
    ///   - rootKey: the network's, in hexadecimal digits; where there is none, the Internet Computer's, and for a
    ///     network on this machine the one that it tells.
    ///   - isKeyTrusted: whether a network that is not on this machine is believed what its root key is.
    func agent(
        as identity: any Identity, rootKey: String?, isKeyTrusted: Bool,
        configuration: AgentConfiguration = AgentConfiguration()
    ) async throws -> Agent {
        if let rootKey {
            guard let key = [UInt8](hexadecimal: rootKey) else {
                throw CommandFailure(.usage, "the root key is not hexadecimal: found '\(rootKey)'")
            }
            return try Agent(
                over: transport, identity: identity, rootOfTrust: .key(key), configuration: configuration)
        }
        guard isLocal || isKeyTrusted else {
            return try Agent(over: transport, identity: identity, configuration: configuration)
        }
        do throws(AgentError) {
            return try await Agent.forLocalNetwork(
                over: transport, identity: identity, trustingRemoteHost: isKeyTrusted, configuration: configuration)
        } catch {
            guard isLocal, case .transport(.unreachable) = error else { throw error }
            throw CommandFailure(.network, "\(error). Start a network with  icws replica start --background")
        }
    }
}
