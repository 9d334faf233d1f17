import ArgumentParser

/// The command-line tool. Each command lies in a folder of its own.
@main
struct ICWS: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "icws",
        abstract: "WebSockets for Internet Computer canisters, in Swift.",
        subcommands: [
            NewCommand.self, BuildCommand.self, RunCommand.self, ReplicaCommand.self, DeployCommand.self,
            CallCommand.self, ConnectCommand.self, CandidCommand.self, CanisterCommand.self, IdentityCommand.self,
            GatewayCommand.self, BenchCommand.self, DemoCommand.self, BenchServerCommand.self,
            BenchClientsCommand.self,
        ])
}
