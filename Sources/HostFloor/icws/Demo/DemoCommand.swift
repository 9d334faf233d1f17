import ArgumentParser
import CanisterExecution
import Foundation

/// `icws demo`: the whole system on this machine.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Show canisters, a gateway and clients at work on this machine.",
        discussion: """
            Starts a replica and a gateway, deploys the samples PingPong and Chat, and lets clients talk with them \
            over real sockets. Clients verify each message from the network's root key down, and a relay that tampers \
            is caught: so the demonstration is a check too. It ends with status 1 when anything is not as it should be.
            """)

    @Option(help: "The folder of built canisters.")
    var canisters = "build/canisters"

    @Option(
        help: ArgumentHelp(
            "Write what clients got as pages of messages, a line of JSON each, for Tests/Verifier/verify_pages.py.",
            valueName: "file"))
    var pages: String?

    @Flag(help: "Leave everything running at the end, and tell how to go on; Ctrl-C ends it.")
    var keep = false

    func run() async throws {
        let report = DemoReport(style: Terminal.outputStyle) { Self.show($0) }
        do {
            let stage = try await DemoStage.start(CanisterFolder(path: canisters), report)
            do {
                try await Demonstration(stage: stage, report: report).run()
                if let pages { try write(stage.recorder.lines, to: pages) }
                if keep { try await stay(stage) }
            } catch {
                await stage.stop()
                throw error
            }
            await stage.stop()
        } catch {
            let place = report.section.isEmpty ? "" : " at '\(report.section)'"
            let reason = (error as? Reject)?.message ?? "\(error)"
            Terminal.error("the demonstration failed\(place): \(reason)")
            throw ExitCode.failure
        }
    }

    /// Leaves all running until somebody interrupts.
    private func stay(_ stage: DemoStage) async throws {
        let signals = TerminationSignals()
        let guest = try DemoGuest()
        defer { guest.remove() }
        Self.show("\n" + stage.farewell(identity: guest.path).joined(separator: "\n"))
        await signals.first()
        Terminal.note("stopping")
    }

    /// At once, also where nobody looks at a terminal.
    private static func show(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    private func write(_ lines: [String], to path: String) throws {
        let file = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: file, options: .atomic)
    }
}
