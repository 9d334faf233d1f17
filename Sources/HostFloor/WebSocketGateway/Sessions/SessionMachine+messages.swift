// What comes from the canister.

extension SessionMachine {
    mutating func canisterMessage() throws(IllegalSessionStep) -> [SessionAction] {
        switch state {
        case .waitingForOpen: throw .beforeOpen(.canisterMessage)
        case .opening:
            state = mayDeliver ? .open : .held
            return [.cancel(.openMessage), mayDeliver ? .deliver : .hold]
        case .held, .open, .closing: return [mayDeliver ? .deliver : .hold]
        case .leaving, .closingAtCanister, .closed: return [.drop]
        }
    }

    mutating func canisterClose(_ end: SessionEnd) throws(IllegalSessionStep) -> [SessionAction] {
        switch state {
        case .waitingForOpen: throw .beforeOpen(.canisterClose(end))
        case .opening, .held, .open, .closing:
            canister = .gone
            state = .closing(end)
            return [
                mayDeliver ? .deliver : .hold, .discardWaiting, .cancel(.openMessage), .cancel(.closeMessage),
                .start(.clientClose),
            ]
        case .leaving:
            canister = .gone
            return [.drop]
        case .closingAtCanister, .closed: return [.drop]
        }
    }

    mutating func forgotten(_ end: SessionEnd) throws(IllegalSessionStep) -> [SessionAction] {
        guard state != .waitingForOpen else { throw .beforeOpen(.forgotten(end)) }
        canister = .gone
        return ended(end)
    }
}
