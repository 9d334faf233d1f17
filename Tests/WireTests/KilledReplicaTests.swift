import Foundation
import TestSupport
import Testing

/// Judged by `Tests/Wire/kill_replica.py`.
@Suite("A replica that is killed while it is written to")
struct KilledReplicaTests {
    /// What the script counts.
    private struct Counts: Decodable {
        var kills: Int
        var starting: Int
        var answered: Int
        var canisters: Int
        var sentAgain: Int
        var entries: Int
        var failed: Int

        enum CodingKeys: String, CodingKey {
            case kills, answered, canisters, entries, failed
            case starting = "kills while starting"
            case sentAgain = "sent again"
        }
    }

    private static let kills = 100

    @Test("has all that it answered, nothing by half and nothing twice, after each of 100 kills")
    func killed() async throws {
        let icws = try BuiltTool.icws.path(percentEncoded: false)
        let outcome = try await OwnThreads.run {
            try PythonProgram.run("Wire/kill_replica.py", [icws, "--kills", "\(Self.kills)", "--seed", "4"])
        }
        #expect(outcome.status == 0, "\(outcome.everything)")
        let last = try #require(outcome.text.split(separator: "\n").last, "\(outcome.errors)")
        print("kill_replica: \(last)")
        let counts = try JSONDecoder().decode(Counts.self, from: Data(last.utf8))
        #expect(counts.kills == Self.kills)
        #expect(counts.failed == 0)
        // Kills that hit nothing would prove nothing.
        #expect(counts.starting >= 5)
        #expect(counts.answered >= Self.kills * 4)
        #expect(counts.entries >= counts.answered)
        #expect(counts.canisters >= Self.kills / 4)
        #expect(counts.sentAgain >= Self.kills)
    }
}
