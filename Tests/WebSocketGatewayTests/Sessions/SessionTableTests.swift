import Testing

@testable import WebSocketGateway

@Suite("The table of a session's steps", .timeLimit(.minutes(1)))
struct SessionTableTests {
    /// For each state that can be reached and each event: where that leads, or which illegal step it is. A state that
    /// depends on more than its name leads to several.
    private var table: [String] {
        var targets: [String: Set<String>] = [:]
        for step in SessionGraph.steps {
            let target =
                switch step.outcome {
                case .success: step.target.state.name
                case .failure(let error): "illegal: \(error.name)"
                }
            targets["\(step.start.state.name) + \(step.event.name)", default: []].insert(target)
        }
        return targets.map { "\($0.key) -> \($0.value.sorted().joined(separator: " | "))" }.sorted()
    }

    @Test("is the one that was agreed on, for every state and every event")
    func agreement() {
        let expected = SessionTable.expected.split(separator: "\n").map { String($0) }
        for row in table where !expected.contains(row) { Issue.record("not agreed on: \(row)") }
        #expect(table == expected)
    }

    @Test("has a row for each pair, and reaches every state")
    func completeness() {
        let states = Set(SessionGraph.steps.map(\.start.state.name))
        #expect(
            states == [
                "waitingForOpen", "opening", "held", "open", "closing", "leaving", "closingAtCanister", "closed",
            ])
        #expect(table.count == states.count * SessionGraph.events.count)
    }

    @Test("changes nothing in an illegal step")
    func illegalSteps() {
        for step in SessionGraph.steps {
            if case .failure = step.outcome { #expect(step.target == step.start) }
        }
    }
}
