import WebSocketProtocol

/// The course of a session: which step follows from what happens, without doing anything itself.
///
/// It does not care which side opened the session. What it must know of the world it is told as a ``SessionEvent``;
/// what is to be done it returns as ``SessionAction``s, in order.
public struct SessionMachine: Hashable, Sendable {
    /// Where the session stands.
    public internal(set) var state = SessionState.waitingForOpen

    /// What the canister knows of the connection.
    public internal(set) var canister = CanisterSide.notAsked

    /// Whether the client had the time that it needs before the first message.
    var isHoldOver = false

    /// Whether the client is known to be who it says.
    var isProven = false

    /// A session whose handshake is about to be sent.
    public init() {}

    /// The waits that begin with the session.
    public static let firstActions: [SessionAction] = [.start(.hold), .start(.open)]

    /// Takes a step.
    ///
    /// - Returns: what is to be done; nothing where the event came too late to matter.
    /// - Throws: ``IllegalSessionStep`` for what cannot happen there, unless the gateway is wrong; nothing changes.
    public mutating func handle(_ event: SessionEvent) throws(IllegalSessionStep) -> [SessionAction] {
        switch event {
        case .openRequested(let isProven): try openRequested(isProven: isProven)
        case .messageRequested: try messageRequested()
        case .refused(let end), .ended(let end): ended(end)
        case .sendFailed: ended(SessionEnd(.tooSlow, "the client reads too slowly: too much waits for it"))
        case .socketClosed: socketClosed()
        case .openAccepted: try openAccepted()
        case .openFailed(let end): try openFailed(end)
        case .messageFailed(let end, let isConnected): try messageFailed(end, isConnected: isConnected)
        case .callsEnded: try callsEnded()
        case .canisterMessage: try canisterMessage()
        case .canisterClose(let end): try canisterClose(end)
        case .forgotten(let end): try forgotten(end)
        case .closedAtCanister: try closedAtCanister()
        case .timeOut(let timer): timeOut(timer)
        }
    }

    /// Whether the socket is neither closed nor told to close.
    public var hasSocket: Bool {
        switch state {
        case .waitingForOpen, .opening, .held, .open, .closing: true
        case .leaving, .closingAtCanister, .closed: false
        }
    }

    var mayDeliver: Bool { isHoldOver && isProven }

    // MARK: The client

    private mutating func openRequested(isProven: Bool) throws(IllegalSessionStep) -> [SessionAction] {
        switch state {
        case .waitingForOpen:
            state = .opening
            canister = .asked
            self.isProven = isProven
            return [.cancel(.open), .forward]
        case .opening, .held, .open, .closing, .leaving, .closingAtCanister: throw .secondOpen(in: state)
        // The session ended while the envelope was looked at.
        case .closed: return [.unregister]
        }
    }

    private func messageRequested() throws(IllegalSessionStep) -> [SessionAction] {
        switch state {
        case .waitingForOpen: throw .beforeOpen(.messageRequested)
        case .opening, .held, .open: [.forward]
        case .closing, .leaving, .closingAtCanister, .closed: []
        }
    }

    private mutating func socketClosed() -> [SessionAction] {
        switch state {
        case .waitingForOpen, .opening, .held, .open, .closing: leave()
        case .leaving, .closingAtCanister, .closed: []
        }
    }

    // MARK: Ends

    /// The socket is closed now.
    mutating func ended(_ end: SessionEnd) -> [SessionAction] {
        switch state {
        case .waitingForOpen, .opening, .held, .open: return [.discardWaiting, .closeSocket(end)] + leave()
        case .closing(let first): return [.discardWaiting, .closeSocket(first)] + leave()
        case .leaving: return [.discardWaiting]
        case .closingAtCanister, .closed: return []
        }
    }

    /// The socket is gone.
    private mutating func leave() -> [SessionAction] {
        let waits = SessionTimer.allCases.filter { $0 != .leaving }.map { SessionAction.cancel($0) }
        guard canister != .notAsked else {
            state = .closed
            return waits + [.unregister, .release]
        }
        state = .leaving
        return waits + [.unregister, .start(.leaving), .awaitCalls]
    }

    private mutating func timeOut(_ timer: SessionTimer) -> [SessionAction] {
        switch (timer, state) {
        case (.hold, _): return holdEnded()
        case (.open, .waitingForOpen):
            return ended(SessionEnd(.openTimeout, "the client did not open the connection in time"))
        case (.openMessage, .opening):
            return ended(SessionEnd(.connectionLost, "the canister did not confirm the connection in time"))
        case (.closeMessage, .closing(let end)), (.clientClose, .closing(let end)): return ended(end)
        case (.leaving, .leaving): return [.discardWaiting]
        // It ended while it was being cancelled.
        default: return []
        }
    }

    private mutating func holdEnded() -> [SessionAction] {
        isHoldOver = true
        switch state {
        case .held where mayDeliver:
            state = .open
            return [.deliverHeld]
        case .closing where mayDeliver: return [.deliverHeld]
        default: return []
        }
    }
}
