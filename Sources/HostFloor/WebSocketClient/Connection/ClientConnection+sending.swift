import ICAgent
import WebSocketProtocol

// What this side does.

extension ClientConnection {
    /// A message of the application, signed for the place that it will have. It has that place only after
    /// ``sent(_:)``.
    ///
    /// - Throws: ``SendError``, and all is as it was before.
    public func message(_ content: [UInt8], at now: Moment) throws(SendError) -> OutgoingMessage {
        guard case .open = phase else { throw .notOpen }
        guard content.count <= settings.maximumMessageSize else {
            throw .tooLarge(size: content.count, maximum: settings.maximumMessageSize)
        }
        guard unacknowledged.messages.count < settings.maximumUnacknowledgedCount,
            unacknowledged.size + content.count <= settings.maximumUnacknowledgedSize
        else {
            throw .tooMuchUnacknowledged(count: unacknowledged.messages.count, size: unacknowledged.size)
        }
        do throws(IdentityError) { return try outgoing(content, isServiceMessage: false, at: now) } catch {
            throw .identity(error)
        }
    }

    /// The socket took a message that was made just before.
    public mutating func sent(_ message: OutgoingMessage) {
        precondition(message.record.sequenceNumber == nextSequenceNumber, "another message was sent meanwhile")
        nextSequenceNumber += 1
        unacknowledged.add(message.record)
    }

    /// The application closes the connection.
    public mutating func close() -> [ConnectionAction] {
        switch phase {
        case .awaitingHandshake, .opening, .open: close(for: .closedHere)
        case .closing, .closed: []
        }
    }

    /// A frame that was to be transmitted found no room in the socket.
    public mutating func socketIsFull() -> [ConnectionAction] {
        switch phase {
        case .awaitingHandshake, .opening, .open: close(for: .socketFull)
        case .closing, .closed: []
        }
    }

    /// Time passed: looks whether something did not come in time.
    public mutating func timePassed(at now: Moment) -> [ConnectionAction] {
        guard let deadline, now.uptime >= deadline else { return [] }
        return switch phase {
        case .awaitingHandshake: close(for: .handshakeTimeout(settings.handshakeTimeout))
        case .opening: close(for: .openTimeout(settings.openTimeout))
        case .open: close(for: .acknowledgementTimeout(unacknowledged.messages.map(\.sequenceNumber)))
        case .closing, .closed: []
        }
    }

    func outgoing(
        _ content: [UInt8], isServiceMessage: Bool, at now: Moment
    ) throws(IdentityError) -> OutgoingMessage {
        let message = WebSocketMessage(
            clientKey: clientKey, sequenceNumber: nextSequenceNumber, timestamp: now.time,
            isServiceMessage: isServiceMessage, content: content)
        return OutgoingMessage(
            frame: try envelopes.frame("ws_message", MessageArguments(message: message).encoded, at: now.time),
            record: UnacknowledgedMessage(
                sequenceNumber: message.sequenceNumber, sentAt: now, isServiceMessage: isServiceMessage,
                content: content))
    }
}

/// A message that is signed and about to be sent.
public struct OutgoingMessage: Sendable {
    /// The frame.
    public let frame: [UInt8]

    /// What is kept of it until the canister acknowledges it.
    public let record: UnacknowledgedMessage
}
