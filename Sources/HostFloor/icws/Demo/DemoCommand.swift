import ArgumentParser
import CanisterExecution
import Foundation

struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Show a canister, a gateway and clients at work on this machine.",
        discussion: """
            Runs the PingPong sample on the wasm engine and plays all parts of the protocol. Clients verify each \
            message as receivers do, so the demonstration is a check too: it ends with status 1 when anything is not \
            as it should be.
            """)

    @Option(help: "The folder of built canisters.")
    var canisters = "build/canisters"

    @Option(
        help: ArgumentHelp(
            "Write each page of messages as a line of JSON, for Tests/Verifier/verify_pages.py.", valueName: "file"))
    var pages: String?

    func run() throws {
        let report = DemoReport(style: Terminal.outputStyle) { print($0) }
        do {
            let module = try CanisterFolder(path: canisters).module("PingPong")
            let demonstration = try Demonstration(module: module, report: report)
            try demonstration.run()
            if let pages { try write(demonstration.pages.map(\.line), to: pages) }
        } catch {
            let place = report.section.isEmpty ? "" : " at '\(report.section)'"
            let reason = (error as? Reject)?.message ?? "\(error)"
            Terminal.error("the demonstration failed\(place): \(reason)")
            throw ExitCode.failure
        }
    }

    private func write(_ lines: [String], to path: String) throws {
        let file = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: file, options: .atomic)
    }
}
