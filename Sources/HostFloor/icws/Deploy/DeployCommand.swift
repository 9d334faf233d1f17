import ArgumentParser
import Foundation
import ICAgent

/// `icws deploy`: built canisters to a network.
struct DeployCommand: NetworkCommand {
    static let configuration = CommandConfiguration(
        commandName: "deploy",
        abstract: "Build canisters and put them on a network: created, installed or upgraded as needed.",
        discussion: """
            Each canister is created if the network does not have it, and gets its module unless it has the very same. \
            An upgrade stops the canister, keeps its state, and starts it again; where callers of the old interface \
            would not understand the new one, that is said. The ids are kept where icp-cli keeps them: in \
            .icp/cache/mappings for networks on this machine, in .icp/data/mappings for others. On the Internet \
            Computer canisters are not created here, since that costs cycles: create them with icp-cli.

                icws deploy                                   # all canisters of the package
                icws deploy Chat --network ic --identity alice
                icws deploy Conformance --argument '(50 : nat64, 300_000 : nat64)'

            """ + CommandStatus.help)

    @Argument(help: ArgumentHelp("The canisters; all of the package if none is named.", valueName: "canister"))
    var canisters: [String] = []

    @Option(help: "The arguments of installation and upgrade, in Candid's text. For one canister alone.")
    var argument: String?

    @Option(help: "What is done: auto, install, reinstall (throws the state away) or upgrade.")
    var mode = DeployMode.auto

    @Flag(help: "Upgrade a canister that has the very module already.")
    var force = false

    @Flag(help: "Take the modules that were built before.")
    var noBuild = false

    @Option(
        name: .customLong("canisters"),
        help: ArgumentHelp(
            "The folder of built modules, which are taken as they are (default: build/canisters in the package).",
            valueName: "folder"))
    var folder: String?

    @Option(help: "The folder of the Swift package (default: the one around the current folder).")
    var packagePath: String?

    @OptionGroup var options: NetworkOptions

    var json: Bool { options.json }

    func perform() async throws {
        let target = try options.target()
        let source = try DeploySource(
            canisters: canisters, folder: folder, packagePath: packagePath, isBuilding: !noBuild && folder == nil)
        guard argument == nil || source.names.count == 1 else {
            throw CommandFailure(
                .usage, "--argument is for one canister, and these are to be deployed: "
                    + source.names.joined(separator: ", "))
        }
        let identity = try options.chosenIdentity()
        if identity.principal.isAnonymous {
            guard target.isLocal else {
                throw CommandFailure(
                    .usage, "no identity was chosen, and what is deployed without one is everybody's: make one with  "
                        + "icws identity new NAME")
            }
            Terminal.note("no identity was chosen: what is deployed is everybody's")
        }
        let agent = try await options.agent(target)
        let ids = try CanisterIDs(project: source.project, network: target)
        var deployment = Deployment(agent: agent, target: target, ids: ids, mode: mode, isForced: force)
        for name in source.names {
            let module = try source.module(name)
            let result = try await deployment.deploy(name, module, arguments: argument ?? source.arguments(of: name))
            print(json ? JSONText.line(result) : result.text)
        }
    }
}
