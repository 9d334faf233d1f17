import CanisterExecution
import Foundation
import TestSupport
import Testing

/// Mutants of the runtime: the same canister with one small mistake each. The check of the generated sessions has to
/// notice every one, or it is not worth much.
///
/// `Tests/Mutants/weave.py` weaves all of `Tests/Mutants/mutants.json` into one module, whose environment variable says
/// which mutant it is. It refuses an entry whose text is not in the sources exactly once.
@Suite("Mutants of the runtime")
struct MutantTests {
    /// Sessions whose canister keeps its connections over upgrades, since mistakes in that are among the mutants.
    private static let seeds = stride(from: UInt64(2), through: 400, by: 2)
    /// How many sessions in which a mutant shows something else the model gets to see.
    private static let judgedSessions = 3
    private static let parts = 2

    @Test("are all caught by the model, and the woven code without a mutant shows what the runtime shows")
    func caught() async throws {
        let list = try MutantList.load()
        let module = try MutantList.module()
        let sessions = try await inParts(Array(Self.seeds)) { try SessionGenerator.session(seed: $0) }
        let original = try await inParts(sessions) { session in
            let replay = try session.replayed(on: module)
            if let difference = session.difference(from: replay) { Issue.record("without a mutant: \(difference)") }
            return session
        }
        #expect(try SessionJudge.judge(original, name: "no-mutant").disagreements == [])

        let suspicious = try await inParts(list.mutants) { try Self.differing(original, $0, on: module) }
        let verdicts = try SessionJudge.firstDisagreements(
            zip(list.mutants, suspicious).map { ("mutant-\($0.number)", $1) })
        print("\(list.mutants.count) mutants, seed \(list.seed), \(sessions.count) sessions:")
        for (mutant, verdict) in zip(list.mutants, verdicts) {
            print("  \(mutant.number). \(mutant.name): \(verdict.map { String($0.prefix(160)) } ?? "NOT CAUGHT")")
        }
        for (index, mutant) in list.mutants.enumerated() where verdicts[index] == nil {
            Issue.record("""
                not caught: '\(mutant.name)' (\(mutant.change) in \(mutant.file)); \
                \(suspicious[index].count) of the sessions show something else than without it
                """)
        }
        #expect(list.mutants.count >= 20)
    }

    /// The first sessions in which a mutant shows something else than the original.
    private static func differing(
        _ sessions: [PlayedSession], _ mutant: Mutant, on module: [UInt8]
    ) throws -> [PlayedSession] {
        let variable = EnvironmentVariable(name: "mutant", value: "\(mutant.number)")
        var found: [PlayedSession] = []
        for session in sessions {
            let replay = try session.replayed(on: module, variables: [variable])
            if replay.results != session.results { found.append(replay) }
            if found.count == judgedSessions { break }
        }
        return found
    }

    /// Maps elements, in order, on a few threads.
    private func inParts<Element: Sendable, Result: Sendable>(
        _ elements: [Element], _ transform: @escaping @Sendable (Element) throws -> Result
    ) async throws -> [Result] {
        try await withThrowingTaskGroup(of: [(Int, Result)].self) { group in
            for part in 0..<Self.parts {
                group.addTask {
                    try stride(from: part, to: elements.count, by: Self.parts).map { ($0, try transform(elements[$0])) }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}

/// What `Tests/Mutants/weave.py` wove.
private struct MutantList: Decodable {
    /// What the numbers in the changes follow from.
    let seed: UInt64
    let mutants: [Mutant]

    static func load() throws -> MutantList {
        let file = Checkout.root.appending(path: "build/mutants/mutants.json")
        return try JSONDecoder().decode(MutantList.self, from: Data(contentsOf: file))
    }

    /// The module that is each of them.
    static func module() throws -> [UInt8] { try BuiltModule.ofMutants("Upgrades") }
}

private struct Mutant: Decodable, Sendable {
    /// Counts from 1.
    let number: Int
    let name: String
    let file: String
    let change: String
}
