import ArgumentParser
import ICAgent

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
        try await target.agent(
            as: chosenIdentity(), rootKey: rootKey, isKeyTrusted: trustNetworkKey)
    }
}
