/// What is to be done, in this order, after something happened to a session.
public enum SessionAction: Hashable, Sendable {
    /// Start a wait.
    case start(SessionTimer)
    /// End a wait without effect.
    case cancel(SessionTimer)
    /// Give the envelope at hand to the relay.
    case forward
    /// Drop the client's envelopes that are not under way yet.
    case discardWaiting
    /// Tell once all calls have ended.
    case awaitCalls
    /// Send the canister's message at hand to the client.
    case deliver
    /// Keep the canister's message at hand.
    case hold
    /// Send the messages that are held.
    case deliverHeld
    /// Drop the canister's message at hand.
    case drop
    /// Close the socket.
    case closeSocket(SessionEnd)
    /// Take no more messages of the canister for this connection.
    case unregister
    /// Close the connection at the canister.
    case closeAtCanister
    /// The session is over: forget it.
    case release
}
