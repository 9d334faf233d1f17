import WebSocketProtocol

/// The socket of one client, as its session sees it: whatever carries frames.
///
/// Nothing here waits. Frames leave in the order in which they were given.
public protocol ClientSocket: Sendable {
    /// Gives a binary frame to the socket.
    ///
    /// - Returns: whether it was taken: not if the frames that wait would be more bytes than the socket may hold.
    func send(_ frame: [UInt8]) -> Bool

    /// Closes the socket with a code, after what was given before. What is given later is dropped.
    func close(_ code: CloseCode, reason: String)
}
