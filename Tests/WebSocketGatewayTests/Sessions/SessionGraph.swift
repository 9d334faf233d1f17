import WebSocketProtocol

@testable import WebSocketGateway

/// All states that a session can come to, found by trying every event in each.
struct SessionGraph {
    /// Ends that differ, so that a wrong one is seen.
    static let end = SessionEnd(.goingAway, "ended")
    static let refusal = SessionEnd(.protocolError, "refused")
    static let close = SessionEnd(.closedByApplication, "closed")

    /// Every event.
    static let events: [SessionEvent] =
        [
            .openRequested(isProven: true), .openRequested(isProven: false), .messageRequested, .refused(refusal),
            .sendFailed, .socketClosed, .openAccepted, .openFailed(refusal),
            .messageFailed(refusal, isConnected: true), .messageFailed(refusal, isConnected: false), .callsEnded,
            .canisterMessage, .canisterClose(close), .forgotten(end), .closedAtCanister, .ended(end),
        ] + SessionTimer.allCases.map { .timeOut($0) }

    /// A step from one state.
    struct Step {
        let start: SessionMachine
        let event: SessionEvent
        let outcome: Result<[SessionAction], IllegalSessionStep>
        let target: SessionMachine
    }

    /// Every step from every state that can be reached.
    static let steps: [Step] = {
        var steps: [Step] = []
        var known: Set<SessionMachine> = [SessionMachine()]
        var waiting = [SessionMachine()]
        while let start = waiting.popLast() {
            for event in events {
                let step = take(event, from: start)
                steps.append(step)
                if known.insert(step.target).inserted { waiting.append(step.target) }
            }
        }
        return steps
    }()

    static func take(_ event: SessionEvent, from start: SessionMachine) -> Step {
        var target = start
        let outcome = Result { () throws(IllegalSessionStep) in try target.handle(event) }
        return Step(start: start, event: event, outcome: outcome, target: target)
    }
}

extension SessionEvent {
    /// The event without what it carries, as the table names it.
    var name: String {
        switch self {
        case .openRequested(let isProven): isProven ? "openRequested" : "openRequested unproven"
        case .messageFailed(_, let isConnected): isConnected ? "messageFailed" : "messageFailed unknown"
        case .timeOut(let timer): "timeOut \(timer)"
        default: String("\(self)".prefix { $0 != "(" })
        }
    }
}

extension SessionState {
    /// The state without what it carries.
    var name: String { String("\(self)".prefix { $0 != "(" }) }
}
