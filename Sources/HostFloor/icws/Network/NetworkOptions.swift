import ArgumentParser
import ICAgent
import ICCertificates

/// Which network a command speaks with, and in whose name.
struct NetworkOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The network: 'local' for the one on this machine, 'ic' for the Internet Computer, or its address.",
            valueName: "network"))
    var network = "local"

    @Option(help: "In whose name: an identity's name, 'anonymous', or a PEM file. By default the default identity.")
    var identity: String?

    @Option(
        help: ArgumentHelp(
            "The root key of the network, in DER as hexadecimal digits; by default the Internet Computer's, and for a "
                + "network on this machine the one that it tells.", valueName: "hex"))
    var rootKey: String?

    @Flag(help: "Believe a network that is not on this machine what its root key is. Whoever answers is trusted.")
    var trustNetworkKey = false

    @Flag(help: "Print lines of JSON.")
    var json = false

    func target() throws -> NetworkTarget { try NetworkTarget(network) }

    /// The identity that is named, or the default one.
    func chosenIdentity() throws -> any Identity { try IdentityStore.standard().identity(named: identity) }

    /// An agent of the network.
    func agent(_ target: NetworkTarget) async throws -> Agent {
        let identity = try chosenIdentity()
        if let rootKey {
            guard let key = [UInt8](hexadecimal: rootKey) else {
                throw CommandFailure(.usage, "the root key is not hexadecimal: found '\(rootKey)'")
            }
            return try Agent(over: target.transport, identity: identity, rootOfTrust: .key(key))
        }
        if target.isLocal || trustNetworkKey {
            do throws(AgentError) {
                return try await Agent.forLocalNetwork(
                    over: target.transport, identity: identity, trustingRemoteHost: trustNetworkKey)
            } catch {
                guard target.isLocal, case .transport(.unreachable) = error else { throw error }
                throw CommandFailure(.network, "\(error). Start a network with  icws replica start --background")
            }
        }
        return try Agent(over: target.transport, identity: identity)
    }
}
