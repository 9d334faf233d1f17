@testable import WebSocketGateway

/// What has happened on a way through the states.
struct SessionHistory: Hashable {
    var machine = SessionMachine()
    var socketCloses = 0
    var isSocketGone = false
    var canisterCloses = 0
    var releases = 0
    var isHoldOver = false
    var isProven = false
    var isForwarded = false
    var isCanisterGone = false
    var isHolding = false
    var hasDelivered = false

    mutating func note(_ event: SessionEvent, _ actions: [SessionAction]) {
        switch event {
        case .socketClosed: isSocketGone = true
        case .timeOut(.hold): isHoldOver = true
        case .openRequested(isProven: true) where actions.contains(.forward): isProven = true
        case .openAccepted: isProven = true
        case .openFailed, .messageFailed(_, isConnected: false), .canisterClose, .forgotten: isCanisterGone = true
        default: break
        }
        for action in actions {
            switch action {
            case .closeSocket:
                socketCloses += 1
                isSocketGone = true
            case .closeAtCanister: canisterCloses += 1
            case .release: releases += 1
            case .forward: isForwarded = true
            case .hold: isHolding = true
            case .deliverHeld:
                hasDelivered = isHolding || hasDelivered
                isHolding = false
            case .deliver: hasDelivered = true
            default: break
            }
        }
    }

    typealias Step = (before: SessionHistory, event: SessionEvent, actions: [SessionAction], after: SessionHistory)

    /// Every legal step that can be reached, with what had happened before it and after it.
    static let steps: [Step] = {
        var found: [Step] = []
        var known: Set<SessionHistory> = [SessionHistory()]
        var waiting = [SessionHistory()]
        while let before = waiting.popLast() {
            for event in SessionGraph.events {
                let step = SessionGraph.take(event, from: before.machine)
                guard case .success(let actions) = step.outcome else { continue }
                var after = before
                after.machine = step.target
                after.note(event, actions)
                found.append((before, event, actions, after))
                if known.insert(after).inserted { waiting.append(after) }
            }
        }
        return found
    }()
}
