import ArgumentParser
import LocalReplica

/// `icws replica reset`.
struct ReplicaResetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset",
        abstract: "Remove the state of a replica that does not run: canisters, history, keys.")

    @OptionGroup var folder: ReplicaFolder

    private struct Outcome: Encodable {
        var removed: [String]
    }

    func run() throws {
        do {
            let removed = try StateDirectory.reset(path: folder.stateDirectory)
            let text =
                removed.isEmpty
                ? "there was no state in \(folder.stateDirectory)"
                : "removed \(removed.joined(separator: ", ")) from \(folder.stateDirectory)"
            print(folder.json ? ReplicaJSON.line(Outcome(removed: removed)) : text)
        } catch {
            Terminal.error("\(error)")
            throw ExitCode.failure
        }
    }
}
