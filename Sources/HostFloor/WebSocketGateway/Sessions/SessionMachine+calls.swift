// What the ends of calls lead to.

extension SessionMachine {
    mutating func openAccepted() throws(IllegalSessionStep) -> [SessionAction] {
        guard canister != .notAsked else { throw .beforeOpen(.openAccepted) }
        guard state != .closingAtCanister, state != .closed else { throw .afterCalls(.openAccepted) }
        if canister == .asked { canister = .open }
        isProven = true
        switch state {
        case .opening: return [.start(.openMessage)]
        case .held where mayDeliver:
            state = .open
            return [.deliverHeld]
        case .closing where isHoldOver: return [.deliverHeld]
        default: return []
        }
    }

    mutating func openFailed(_ end: SessionEnd) throws(IllegalSessionStep) -> [SessionAction] {
        guard canister != .notAsked else { throw .beforeOpen(.openFailed(end)) }
        guard state != .closingAtCanister, state != .closed else { throw .afterCalls(.openFailed(end)) }
        canister = .gone
        return ended(end)
    }

    mutating func messageFailed(
        _ end: SessionEnd, isConnected: Bool
    ) throws(IllegalSessionStep) -> [SessionAction] {
        let event = SessionEvent.messageFailed(end, isConnected: isConnected)
        switch state {
        case .waitingForOpen: throw .beforeOpen(event)
        case .closingAtCanister, .closed: throw .afterCalls(event)
        case .opening, .held, .open:
            if !isConnected { canister = .gone }
            state = .closing(end)
            return [.discardWaiting, .cancel(.openMessage), .start(.closeMessage)]
        case .closing:
            if !isConnected { canister = .gone }
            return []
        case .leaving:
            if !isConnected { canister = .gone }
            return [.discardWaiting]
        }
    }

    mutating func callsEnded() throws(IllegalSessionStep) -> [SessionAction] {
        guard state == .leaving else { throw .callsNotAwaited(in: state) }
        switch canister {
        case .asked, .open:
            state = .closingAtCanister
            return [.cancel(.leaving), .closeAtCanister]
        case .notAsked, .gone:
            state = .closed
            return [.cancel(.leaving), .release]
        }
    }

    mutating func closedAtCanister() throws(IllegalSessionStep) -> [SessionAction] {
        guard state == .closingAtCanister else { throw .closeNotAwaited(in: state) }
        state = .closed
        return [.release]
    }
}
