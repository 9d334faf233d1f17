import Testing

@testable import WebSocketGateway

@Suite("The table of a session's steps", .timeLimit(.minutes(60)))
struct SessionTableTests {
    private static let states = [
        "waitingForOpen", "opening", "held", "open", "closing", "leaving", "closingAtCanister", "closed",
    ]

    /// For each event and each state: where that leads, or which illegal step it is.
    private var cells: [String: [String: Set<String>]] {
        var cells: [String: [String: Set<String>]] = [:]
        for step in SessionGraph.steps {
            let start = step.start.state.name
            let target =
                switch step.outcome {
                case .success: step.target.state.name == start ? "-" : Self.short(step.target.state.name)
                case .failure(let error): Self.short(error)
                }
            cells[step.event.name, default: [:]][start, default: []].insert(target)
        }
        return cells
    }

    private var table: [String] {
        let cells = cells
        let rows = SessionGraph.events.map { event in
            Self.row(event.name, Self.states.map { cells[event.name]?[$0]?.sorted().joined(separator: "/") ?? "" })
        }
        return [Self.row("", Self.states.map { Self.short($0) })] + rows
    }

    private static func row(_ name: String, _ cells: [String]) -> String {
        func padded(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(width - text.count, 0))
        }
        let row = padded(name, 23) + cells.map { padded($0, 11) }.joined()
        return String(row.reversed().drop { $0 == " " }.reversed())
    }

    private static func short(_ state: String) -> String {
        switch state {
        case "waitingForOpen": "waiting"
        case "closingAtCanister": "end"
        default: state
        }
    }

    private static func short(_ step: IllegalSessionStep) -> String {
        switch step {
        case .beforeOpen: "!early"
        case .secondOpen: "!second"
        case .afterCalls: "!late"
        case .callsNotAwaited: "!calls"
        case .closeNotAwaited: "!close"
        }
    }

    @Test("is the one that was agreed on, for every state and every event")
    func agreement() {
        #expect(table == SessionTable.expected.split(separator: "\n").map { String($0) })
    }

    @Test("has a place for each pair, and each state can be reached")
    func completeness() {
        #expect(cells.count == SessionGraph.events.count)
        for (event, cells) in cells { #expect(Set(cells.keys) == Set(Self.states), "\(event)") }
    }

    @Test("changes nothing in an illegal step")
    func illegalSteps() {
        for step in SessionGraph.steps {
            if case .failure = step.outcome { #expect(step.target == step.start) }
        }
    }
}
