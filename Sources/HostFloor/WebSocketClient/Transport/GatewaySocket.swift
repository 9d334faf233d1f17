/// A WebSocket to a gateway, as a connection sees it: whatever carries frames.
///
/// Nothing here waits. Frames leave in the order in which they were given.
public protocol GatewaySocket: Sendable {
    /// Gives a binary frame to the socket.
    ///
    /// - Returns: whether it was taken: not if the frames that wait would be more bytes than the socket may hold, or
    ///   it is closed.
    func send(_ frame: [UInt8]) -> Bool

    /// Closes the socket, after what was given before. Its end is told to the receiver in any case, within bounds of
    /// time that are the socket's own.
    func close(code: UInt16, reason: String)

    /// Leaves in the network what the other side sends, from soon on.
    func pauseReading()

    /// Takes in again what comes.
    func resumeReading()
}

/// What a socket tells, in order. Nothing here may wait.
public protocol GatewaySocketReceiver: Sendable {
    /// A binary frame came.
    func received(_ frame: [UInt8])

    /// The socket is gone: the last that is told.
    func closed(_ status: CloseStatus)
}

/// What opens sockets.
public protocol GatewayDialer: Sendable {
    /// Opens a WebSocket.
    ///
    /// - Parameters:
    ///   - address: `ws://` or `wss://`, a host, and what else an address has.
    ///   - receiver: whom the socket tells what comes. It may be told before this returns.
    /// - Throws: any error, whose description says why; where whoever waits is cancelled, soon.
    func open(_ address: String, for receiver: any GatewaySocketReceiver) async throws -> any GatewaySocket
}
