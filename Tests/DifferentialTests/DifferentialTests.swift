import Foundation
import TestSupport
import Testing

/// Sessions that follow from seeds, on native code, on the engine, and in a model that shares no code with either.
///
/// `SESSION_SEED=7 swift test --filter DifferentialTests` plays one session alone and leaves its steps, with all that
/// they showed, in `build/sessions/seed-7.jsonl`.
@Suite("Generated sessions")
struct DifferentialTests {
    private static let seeds: ClosedRange<UInt64> = 1...512
    private static let parts: UInt64 = 4

    @Test("show the same bytes on native code and on the engine, and what the independent model expects")
    func sessions() async throws {
        if let seed = ProcessInfo.processInfo.environment["SESSION_SEED"].flatMap(UInt64.init) {
            print(try Self.play([seed], name: "seed-\(seed)"))
            return
        }
        let counts = try await withThrowingTaskGroup { group in
            for part in 0..<Self.parts {
                group.addTask {
                    try Self.play(Self.seeds.filter { $0 % Self.parts == part }, name: "part-\(part)")
                }
            }
            return try await group.reduce(into: [:]) { sum, counts in sum.merge(counts, uniquingKeysWith: +) }
        }
        print("generated sessions, seeds \(Self.seeds):")
        for (what, count) in counts.sorted(by: { $0.key < $1.key }) { print("  \(what): \(count)") }
        #expect(counts["sessions"] == Self.seeds.count)
        for (what, least) in Self.leastCounts {
            #expect(counts[what, default: 0] >= least, "too few to test anything: \(what)")
        }
    }

    /// How many of everything there are to be at least, so that no change of the generator leaves something out.
    private static let leastCounts = [
        "pages": 1_500, "messages": 3_000, "step ws_open": 2_000, "step ws_message": 3_000, "step ws_close": 1_000,
        "step send": 2_000, "step close": 500, "step pass": 2_000, "step timers": 500, "step wipe": 150,
        "step upgrade": 500, "error (trap)": 600, "error Anonymous principal is not allowed": 100,
        "error already has an open connection": 100, "error has a different key": 80,
        "error Expected incoming sequence number": 50, "error Invalid service message": 40,
        "error Error decoding service message content": 60, "error is not registered": 300,
        "error was not registered to gateway": 20, "error Client with principal": 500, "error Client with key": 100,
        "acknowledgements": 1_000, "closed by timeout": 300, "dropped gateways": 100, "deleted messages": 1_500,
    ]

    /// Plays sessions on all three.
    ///
    /// - Returns: how much of everything there was.
    private static func play(_ seeds: [UInt64], name: String) throws -> [String: Int] {
        let modules = try Dictionary(uniqueKeysWithValues: SessionCode.allCases.map { ($0, try $0.module()) })
        var sessions: [PlayedSession] = []
        for seed in seeds {
            let session = try SessionGenerator.session(seed: seed)
            let replay = try session.replayed(on: modules[session.code] ?? [])
            if let difference = session.difference(from: replay) { Issue.record("\(difference)") }
            sessions.append(session)
        }
        let verdict = try SessionJudge.judge(sessions, name: name)
        for disagreement in verdict.disagreements { Issue.record("the model does not agree: \(disagreement)") }
        return verdict.counts
    }
}

@Suite("The independent model")
struct SessionModelTests {
    @Test("agrees with the sessions that were recorded on the released Rust canister")
    func recordings() throws {
        let file = Checkout.path("Tests/Vectors/session.json")
        let outcome = try PythonProgram.run("Verifier/judge_sessions.py", ["--recorded", file])
        let text = outcome.everything
        #expect(outcome.status == 0, "\(text)")
        #expect(text.contains("\"sessions\": 28"))
        #expect(text.contains("\"pages\": 98"))
    }
}
