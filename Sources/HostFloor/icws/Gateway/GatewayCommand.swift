import ArgumentParser
import Foundation
import WebSocketGateway

/// `icws gateway`.
struct GatewayCommand: NetworkCommand {
    static let configuration = CommandConfiguration(
        commandName: "gateway",
        abstract: "Run a gateway: a relay between WebSocket clients and canisters.",
        discussion: """
            All settings can stand in a file of YAML too (--config), with the names of the flags; flags win. Times are \
            written 250ms, 10s, 5m, sizes 64KiB, 4MiB.

            SIGTERM and SIGINT: no client is taken any more, all are told to go, their connections are closed at the \
            canisters, and the gateway ends with status 0; a second one ends it at once. SIGUSR1, or --drain: the same \
            without the end. SIGHUP: the certificate is read again.

            \(CommandStatus.help)
            """)

    @OptionGroup var flags: GatewayFlags

    @Option(help: ArgumentHelp("A file of settings.", valueName: "file"))
    var config: String?

    @Flag(help: "Tell the gateway that runs with the identity to take no more clients and to let those go that it has.")
    var drain = false

    @Flag(help: "Print lines of JSON.")
    var json = false

    func perform() async throws {
        let settings = try settings()
        let identity = try settings.identity ?? Self.defaultIdentity()
        if drain {
            try tellToDrain(identity)
        } else {
            try await GatewayProcess(settings: settings, identityPath: identity, json: json).run()
        }
    }

    /// The file's, then the flags'.
    func settings() throws(CommandFailure) -> GatewaySettings {
        var settings = GatewaySettings()
        if let config { try GatewaySettingsFile(path: config).read(into: &settings) }
        do throws(SettingError) {
            for (name, values) in flags.given { try settings.set(name, to: values) }
            try settings.validate()
        } catch {
            throw CommandFailure(.usage, "\(error)")
        }
        return settings
    }

    /// Beside the folder of the identities of people.
    private static func defaultIdentity() throws(CommandFailure) -> String {
        try IdentityStore.standard().folder.deletingLastPathComponent().appending(path: "gateway/identity.pem")
            .path(percentEncoded: false)
    }

    private func tellToDrain(_ identity: String) throws(CommandFailure) {
        guard let process = GatewayIdentityFile.process(using: identity) else {
            throw CommandFailure(.failure, "no gateway uses the identity \(identity)")
        }
        guard kill(process, SIGUSR1) == 0 else {
            throw CommandFailure(.failure, "process \(process) cannot be told: \(String(cString: strerror(errno)))")
        }
        print(
            json ? JSONText.line(Drained(process: process)) : "the gateway, process \(process), takes no more clients")
    }

    private struct Drained: Encodable {
        var drains = true
        var process: Int32
    }
}
