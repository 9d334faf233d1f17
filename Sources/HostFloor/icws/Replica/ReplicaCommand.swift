import ArgumentParser

/// `icws replica`: the local replica.
struct ReplicaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replica",
        abstract: "A replica on this machine, with the Internet Computer's HTTP interface.",
        discussion: """
            It runs modules on the wasm engine, keeps its state in a folder, and signs certificates with a root key of \
            its own, which clients fetch from it. It charges no cycles.
            """,
        subcommands: [
            ReplicaStartCommand.self, ReplicaStopCommand.self, ReplicaStatusCommand.self, ReplicaResetCommand.self,
        ])
}

/// Which replica is meant.
struct ReplicaFolder: ParsableArguments {
    @Option(name: .customLong("state-dir"), help: "The folder of the replica's state.")
    var stateDirectory = ".icws/replica"

    @Flag(help: "Print a line of JSON.")
    var json = false
}
