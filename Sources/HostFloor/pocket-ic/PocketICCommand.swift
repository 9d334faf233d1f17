import ArgumentParser
import Foundation
import Logging
import PocketICServer

/// The server as a command, with the arguments by which clients of PocketIC start theirs.
@main
struct PocketICCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pocket-ic",
        abstract: "Serve local replicas by a subset of PocketIC's REST interface.",
        discussion: """
            Clients of PocketIC start it themselves: give them its path as POCKET_IC_BIN. POCKET_IC_VERSION is the \
            version that it claims, for clients that take some versions alone.
            """,
        version: "pocket-ic-server \(claimedVersion)")

    @Option(name: [.short, .long], help: "The port; 0 for any that is free.")
    var port = 0

    @Option(
        help: ArgumentHelp(
            "A file that gets the port once the server answers, and goes when it ends.",
            discussion: "Where there is one already, another server is there, and this one ends at once."))
    var portFile: String?

    @Option(name: [.short, .long], help: "The address to listen at.")
    var ipAddr = "127.0.0.1"

    @Option(help: "Seconds without a request after which the server ends.")
    var ttl: UInt64 = 60

    @Option(name: [.short, .long], help: "What to report: trace, debug, info, warning or error.")
    var logLevels: String?

    @OptionGroup var ignored: IgnoredOptions

    func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("The port is \(port), where 0 to 65535 was expected.")
        }
    }

    func run() async throws {
        var portFile: PortFile?
        if let path = self.portFile {
            guard let file = try PortFile(creating: path) else { return }
            portFile = file
        }
        defer { portFile?.remove() }
        var configuration = PocketICConfiguration()
        configuration.host = ipAddr
        configuration.port = port
        configuration.log = log
        ignored.report(to: log)
        let server = try await PocketICServer(configuration)
        try portFile?.write(port: server.port)
        log.notice("listening", metadata: ["url": "\(server.url)"])
        try await server.run(untilIdleFor: .seconds(min(ttl, 1 << 40)), log: log)
    }

    private var log: Logger {
        var log = Logger(label: "pocket-ic", factory: StreamLogHandler.standardError(label:))
        let levels = logLevels ?? ProcessInfo.processInfo.environment["RUST_LOG"]
        log.logLevel = levels.flatMap { Logger.Level(rawValue: $0.lowercased()) } ?? .warning
        return log
    }

    /// The version of PocketIC's server whose interface is followed, unless the environment says another.
    private static var claimedVersion: String {
        ProcessInfo.processInfo.environment["POCKET_IC_VERSION"].flatMap { $0.isEmpty ? nil : $0 } ?? "11.0.0"
    }
}

/// What PocketIC's server takes and this one has no use for.
struct IgnoredOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Ignored.", visibility: .hidden))
    var pid: UInt64?

    @Option(help: ArgumentHelp("Ignored.", visibility: .hidden))
    var readyFile: String?

    @Option(help: ArgumentHelp("Ignored.", visibility: .hidden))
    var mainnetRoutingTable: String?

    @Option(help: ArgumentHelp("Ignored.", visibility: .hidden))
    var mainnetRegistryVersion: UInt64?

    @Flag(help: ArgumentHelp("Ignored.", visibility: .hidden))
    var fetchMainnetRoutingTable = false

    /// Names what was given for nothing.
    func report(to log: Logger) {
        let given = [
            ("--ready-file", readyFile != nil), ("--mainnet-routing-table", mainnetRoutingTable != nil),
            ("--mainnet-registry-version", mainnetRegistryVersion != nil),
            ("--fetch-mainnet-routing-table", fetchMainnetRoutingTable),
        ]
        for (name, isGiven) in given where isGiven { log.warning("\(name) is not supported and ignored") }
    }
}
