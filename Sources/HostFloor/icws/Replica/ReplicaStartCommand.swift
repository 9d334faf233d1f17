import ArgumentParser
import Foundation
import LocalReplica
import Logging

/// `icws replica start`.
struct ReplicaStartCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start",
        abstract: "Start a replica, with the state that its folder has.",
        discussion: """
            Without --background it runs until it is interrupted. A replica that was killed has all that it answered when \
            it is started again.
            """)

    @OptionGroup var folder: ReplicaFolder

    @Option(help: "The port; 0 for any that is free.")
    var port = 4_943

    @Option(help: "The address to listen at: an IPv4 or IPv6 address, or localhost.")
    var host = "127.0.0.1"

    @Flag(help: "Run on after this command has ended, which it does when the replica answers.")
    var background = false

    @Flag(name: .customLong("time-by-hand"), help: "Let time stand still; messages are executed as they come.")
    var timeByHand = false

    @Flag(help: "Report each request that is refused.")
    var verbose = false

    func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("The port is \(port), where 0 to 65535 was expected.")
        }
        guard ReplicaAddress(host: host, port: port) != nil else {
            throw ValidationError("\(ReplicaError.notAnAddress(host: host))")
        }
    }

    func run() async throws {
        do {
            if background {
                let replica = try await BackgroundReplica(command: self).start()
                print(folder.json ? replica.json : replica.text(folder.stateDirectory))
            } else {
                try await runHere()
            }
        } catch {
            Terminal.error("\(error)")
            throw ExitCode.failure
        }
    }

    private func runHere() async throws {
        var configuration = ReplicaConfiguration()
        configuration.host = host
        configuration.port = port
        configuration.stateDirectory = folder.stateDirectory
        if timeByHand { configuration.time = .told(from: UInt64(Date().timeIntervalSince1970) * 1_000_000_000) }
        var log = Logger(label: "replica", factory: StreamLogHandler.standardError(label:))
        log.logLevel = verbose ? .debug : .warning
        configuration.log = log

        let signals = TerminationSignals()
        let replica = try await LocalReplica(configuration)
        let facts = ReplicaFacts(replica)
        // At once, also where nobody looks at a terminal.
        let text = folder.json ? facts.json : facts.text(folder.stateDirectory)
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
        await signals.first()
        Terminal.note("stopping")
        await replica.stop()
    }

    /// The same command for the process in the background.
    var argumentsInForeground: [String] {
        var arguments = [
            "replica", "start", "--port", "\(port)", "--host", host, "--state-dir", folder.stateDirectory, "--json",
        ]
        if timeByHand { arguments.append("--time-by-hand") }
        if verbose { arguments.append("--verbose") }
        return arguments
    }
}
