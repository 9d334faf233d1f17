import WebSocketProtocol

/// The socket of one client, as its session sees it: whatever carries frames.
///
/// Nothing here waits, and everything may be called on any thread. Frames leave in the order in which they were given.
public protocol ClientSocket: Sendable {
    /// Gives a binary frame to the socket.
    ///
    /// - Returns: whether it was taken: not if the frames that wait would be more bytes than the socket may hold.
    ///   True after the socket was closed, where frames are dropped: that is no slowness of the client.
    func send(_ frame: [UInt8]) -> Bool

    /// Closes the socket with a code, after what was given before. What is given later is dropped.
    ///
    /// - Parameter reason: at most 123 bytes of UTF-8, as a close frame holds (RFC 6455, section 5.5).
    func close(_ code: CloseCode, reason: String)

    /// Stops to read from the socket: the client's envelopes that wait are as many as may. What was read already may
    /// still come.
    func pauseReading()

    /// Reads on.
    func resumeReading()
}
