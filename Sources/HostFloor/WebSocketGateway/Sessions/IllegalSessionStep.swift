/// What cannot happen to a session where it stands, unless the gateway is wrong.
public enum IllegalSessionStep: Error, Hashable, Sendable {
    /// Something that follows `ws_open` only came before one was forwarded.
    case beforeOpen(SessionEvent)
    /// A second `ws_open` was to be forwarded.
    case secondOpen(in: SessionState)
    /// A call ended after all calls had ended.
    case afterCalls(SessionEvent)
    /// All calls ended where that is not awaited.
    case callsNotAwaited(in: SessionState)
    /// The connection was closed at the canister where that was not asked for.
    case closeNotAwaited(in: SessionState)
}
