import Testing

@testable import WebSocketGateway

@Suite("On every way through a session's states", .timeLimit(.minutes(60)))
struct SessionRuleTests {
    @Test("socket, connection and session are closed once at most")
    func onlyOnce() {
        for (_, _, _, after) in SessionHistory.steps {
            #expect(after.socketCloses <= 1)
            #expect(after.canisterCloses <= 1)
            #expect(after.releases == (after.machine.state == .closed ? 1 : 0))
        }
    }

    @Test("the connection is closed at the canister just where the canister was asked and did not end it itself")
    func closeAtCanister() {
        for (_, _, _, after) in SessionHistory.steps where after.machine.state == .closed {
            if !after.isForwarded { #expect(after.canisterCloses == 0) }
            if after.isForwarded, !after.isCanisterGone { #expect(after.canisterCloses == 1) }
        }
        for (before, _, actions, _) in SessionHistory.steps where actions.contains(.closeAtCanister) {
            #expect(before.machine.canister == .asked || before.machine.canister == .open)
        }
    }

    @Test("nothing reaches the client before the hold is over and the sender is proven")
    func hold() {
        for (before, event, actions, after) in SessionHistory.steps {
            if actions.contains(.deliver) || (actions.contains(.deliverHeld) && before.isHolding) {
                #expect(after.isHoldOver && after.isProven, "\(before.machine) \(event)")
            }
        }
    }

    @Test("a message is never sent before one that is held")
    func order() {
        for (before, event, actions, _) in SessionHistory.steps where actions.contains(.deliver) {
            #expect(!before.isHolding, "\(before.machine) \(event)")
        }
    }

    @Test("held messages go to the client, or the socket is gone")
    func heldMessages() {
        for (_, _, _, after) in SessionHistory.steps where after.isHolding && !after.isSocketGone {
            #expect(!(after.isHoldOver && after.isProven), "\(after.machine)")
        }
    }

    @Test("envelopes are forwarded only while the session goes on")
    func forwarding() {
        for (before, _, actions, _) in SessionHistory.steps where actions.contains(.forward) {
            #expect(["waitingForOpen", "opening", "held", "open"].contains(before.machine.state.name))
        }
    }

    @Test("each message of the canister is delivered, held or dropped, and the close message too")
    func messages() {
        for (_, event, actions, _) in SessionHistory.steps {
            switch event {
            case .canisterMessage, .canisterClose:
                let fates: [SessionAction] = [.deliver, .hold, .drop]
                #expect(actions.filter { fates.contains($0) }.count == 1)
            default: break
            }
        }
    }

    @Test("every state has a way to the end")
    func termination() {
        // From the end backwards.
        var ending: Set<SessionMachine> = Set(
            SessionGraph.steps.map(\.target).filter { $0.state == .closed })
        var isGrowing = true
        while isGrowing {
            isGrowing = false
            for step in SessionGraph.steps where ending.contains(step.target) {
                if ending.insert(step.start).inserted { isGrowing = true }
            }
        }
        #expect(SessionGraph.steps.allSatisfy { ending.contains($0.start) })
    }

    @Test("the client is told why the session ended first")
    func firstEnd() {
        for (before, _, actions, _) in SessionHistory.steps {
            guard case .closing(let end) = before.machine.state else { continue }
            for case .closeSocket(let told) in actions { #expect(told == end) }
        }
    }
}
