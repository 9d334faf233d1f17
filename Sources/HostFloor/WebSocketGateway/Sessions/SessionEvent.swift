/// What can happen to a session.
public enum SessionEvent: Hashable, Sendable {
    // From the client.

    /// The first envelope came: a `ws_open` that may be forwarded.
    ///
    /// - isProven: whether the sender's signature was verified; else the network has to do it.
    case openRequested(isProven: Bool)
    /// Another envelope came that may be forwarded.
    case messageRequested
    /// What came from the client must not be, or not here.
    case refused(SessionEnd)
    /// The socket does not take what the client is sent: too much waits there already.
    case sendFailed
    /// The socket was closed, by either side.
    case socketClosed

    // From the network.

    /// The canister opened the connection.
    case openAccepted
    /// The canister did not open the connection, for certain.
    case openFailed(SessionEnd)
    /// The canister refused a message.
    ///
    /// - isConnected: whether it still has the connection as far as can be told.
    case messageFailed(SessionEnd, isConnected: Bool)
    /// All calls that were forwarded have ended, and none waits.
    case callsEnded
    /// A message of the canister came.
    case canisterMessage
    /// The canister's close message came, after which it sends nothing more.
    case canisterClose(SessionEnd)
    /// The canister has lost the connection.
    case forgotten(SessionEnd)
    /// The call that closes the connection at the canister has ended, or was given up.
    case closedAtCanister

    // From the gateway.

    /// The gateway ends the session.
    case ended(SessionEnd)
    /// A wait is over.
    case timeOut(SessionTimer)
}
