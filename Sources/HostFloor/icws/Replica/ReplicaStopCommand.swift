import ArgumentParser
import Foundation
import LocalReplica

/// `icws replica stop`.
struct ReplicaStopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Stop the replica of a folder. Its state stays.")

    @OptionGroup var folder: ReplicaFolder

    @Option(help: "Seconds to wait for its end.")
    var timeout = 60

    private struct Outcome: Encodable {
        var stopped: Bool
        var process: Int32?
    }

    func run() async throws {
        let path = folder.stateDirectory
        guard let process = StateDirectory.process(using: path) else {
            print(folder.json ? ReplicaJSON.line(Outcome(stopped: false)) : "no replica uses \(path)")
            return
        }
        guard kill(process, SIGTERM) == 0 else {
            Terminal.error("process \(process) cannot be stopped: \(String(cString: strerror(errno)))")
            throw ExitCode.failure
        }
        let deadline = ContinuousClock.now + .seconds(timeout)
        while StateDirectory.process(using: path) == process {
            guard ContinuousClock.now < deadline else {
                Terminal.error("the replica, process \(process), has not ended after \(timeout) s")
                throw ExitCode.failure
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        print(
            folder.json
                ? ReplicaJSON.line(Outcome(stopped: true, process: process)) : "stopped the replica, process \(process)")
    }
}
