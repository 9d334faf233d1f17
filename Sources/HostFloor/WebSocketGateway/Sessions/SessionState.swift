/// Where a session stands.
public enum SessionState: Hashable, Sendable {
    /// The handshake is sent; the client's first envelope is awaited.
    case waitingForOpen
    /// `ws_open` is forwarded; nothing has come from the canister yet.
    case opening
    /// Messages of the canister are there, and held until the client can verify them.
    case held
    /// Messages go both ways.
    case open
    /// The session ends, and the socket is closed in a moment: the canister's close message may still come for the
    /// client, or the client is to close.
    case closing(SessionEnd)
    /// The socket is gone; calls of the client are under way.
    case leaving
    /// The socket is gone, and all calls have ended; the connection is being closed at the canister.
    case closingAtCanister
    /// Nothing is left.
    case closed
}

/// What the canister knows of a session's connection, as far as that is known here.
public enum CanisterSide: Hashable, Sendable {
    /// Nothing: it was not asked.
    case notAsked
    /// It was asked to open it; the answer is not here yet.
    case asked
    /// It opened it.
    case open
    /// It refused it, closed it, or has forgotten it.
    case gone
}

/// The waits of a session.
public enum SessionTimer: Hashable, Sendable, CaseIterable {
    /// Until the canister's first message may be delivered.
    case hold
    /// For the client's first envelope.
    case open
    /// For the canister's first message.
    case openMessage
    /// For the canister's close message.
    case closeMessage
    /// For the client, who is to close the socket after the canister's close message.
    case clientClose
    /// For the calls that are under way after the socket is gone.
    case leaving
}
