import ArgumentParser
import LocalReplica

/// `icws replica status`.
struct ReplicaStatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Tell whether the replica of a folder runs, and where it answers.",
        discussion: "Ends with status 0 if it is healthy, else with 1.")

    @OptionGroup var folder: ReplicaFolder

    private struct NotRunning: Encodable {
        var health = "stopped"
    }

    func run() throws {
        let facts: ReplicaFacts?
        do { facts = try ReplicaProbe(folder: folder.stateDirectory).facts() } catch {
            Terminal.error("\(error)")
            throw ExitCode.failure
        }
        guard let facts else {
            print(
                folder.json
                    ? ReplicaJSON.line(NotRunning()) : "no replica answers for the folder \(folder.stateDirectory)")
            throw ExitCode.failure
        }
        print(folder.json ? facts.json : facts.text(folder.stateDirectory))
        guard facts.health == "healthy" else { throw ExitCode.failure }
    }
}
