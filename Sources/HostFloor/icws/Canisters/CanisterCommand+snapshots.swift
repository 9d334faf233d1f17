import ArgumentParser
import Candid
import Foundation
import ICAgent
import ICCertificates

extension CanisterCommand {
    /// `icws canister snapshot`: what a canister was, to go back to.
    struct Snapshot: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take, list, load and delete snapshots of a canister.",
            discussion: """
                Stop the canister before it is taken or loaded: answers that come later would not find what they were \
                asked for.
                """,
            subcommands: [Take.self, List.self, Load.self, Delete.self])

        struct Take: NetworkCommand {
            static let configuration = CommandConfiguration(abstract: "Take a snapshot of a canister.")

            @Option(help: "A snapshot of the canister that is deleted when the new one is there.")
            var replace: SnapshotName?

            @OptionGroup var subject: Subject
            var json: Bool { subject.options.json }

            func perform() async throws {
                let (id, agent, _) = try await subject.resolved()
                let taken = try await agent.management.takeSnapshot(of: id, replacing: replace?.bytes)
                CanisterSnapshotLine(taken).print(json: json)
            }
        }

        struct List: NetworkCommand {
            static let configuration = CommandConfiguration(abstract: "List the snapshots of a canister.")

            @OptionGroup var subject: Subject
            var json: Bool { subject.options.json }

            func perform() async throws {
                let (id, agent, _) = try await subject.resolved()
                for snapshot in try await agent.management.snapshots(of: id) {
                    CanisterSnapshotLine(snapshot).print(json: json)
                }
            }
        }

        struct Load: NetworkCommand {
            static let configuration = CommandConfiguration(
                abstract: "Make a canister what a snapshot has: one of its own, or of another canister.")

            @OptionGroup var subject: Subject
            @Argument(help: "The snapshot.") var snapshot: SnapshotName
            var json: Bool { subject.options.json }

            func perform() async throws {
                let (id, agent, _) = try await subject.resolved()
                try await agent.management.loadSnapshot(snapshot.bytes, into: id)
                subject.report(id, "loaded snapshot \(snapshot.bytes.hex)")
            }
        }

        struct Delete: NetworkCommand {
            static let configuration = CommandConfiguration(abstract: "Delete a snapshot of a canister.")

            @OptionGroup var subject: Subject
            @Argument(help: "The snapshot.") var snapshot: SnapshotName
            var json: Bool { subject.options.json }

            func perform() async throws {
                let (id, agent, _) = try await subject.resolved()
                try await agent.management.deleteSnapshot(snapshot.bytes, of: id)
                subject.report(id, "deleted snapshot \(snapshot.bytes.hex)")
            }
        }
    }
}

/// A snapshot's id, as hexadecimal digits.
struct SnapshotName: ExpressibleByArgument {
    let bytes: [UInt8]

    init?(argument: String) {
        guard let bytes = [UInt8](hexadecimal: argument), !bytes.isEmpty else { return nil }
        self.bytes = bytes
    }
}

/// What is told of a snapshot, as a line for people or of JSON.
struct CanisterSnapshotLine: Encodable {
    let id: String
    /// Nanoseconds since 1970.
    let taken_at: UInt64
    let size: UInt64

    init(_ snapshot: CanisterSnapshot) {
        id = snapshot.id.hex
        taken_at = snapshot.time
        size = snapshot.size
    }

    func print(json: Bool) { Swift.print(json ? JSONText.line(self) : text) }

    private var text: String {
        let time = Date(timeIntervalSince1970: TimeInterval(taken_at / 1_000_000_000)).formatted(.iso8601)
        return "\(id)  \(time)  \(size) bytes"
    }
}
