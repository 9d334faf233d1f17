/// What a socket brings, in order: the canister's messages, and marks where the connection is another one.
///
/// It ends where the application closed the socket, and throws ``ConnectionEnd`` where anything else ended it. What is
/// not taken waits, up to the limit of ``ClientConfiguration/maximumWaitingSize``. Where a task that waits for the next
/// event is cancelled, the socket is closed. Several who iterate share the events among them.
public struct SocketEvents: AsyncSequence, Sendable {
    let socket: RawCanisterWebSocket

    /// Takes one event after another.
    public struct Iterator: AsyncIteratorProtocol {
        let socket: RawCanisterWebSocket

        public mutating func next() async throws(ConnectionEnd) -> SocketEvent? {
            try await next(isolation: nil)
        }

        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(ConnectionEnd) -> SocketEvent? {
            if let event = await socket.supervisor.events.next().element { return event }
            guard !Task.isCancelled else {
                socket.supervisor.close()
                return nil
            }
            // The queue is at its end a moment before the socket is.
            for await state in socket.states {
                switch state.end {
                case .closedHere: return nil
                case .some(let end): throw end
                case nil: continue
                }
            }
            return nil
        }
    }

    public func makeAsyncIterator() -> Iterator { Iterator(socket: socket) }
}

/// The canister's messages, in order, over all of a socket's connections.
///
/// Where the socket comes back after its connection broke, nothing in this sequence tells of the gap: whoever has to
/// know takes ``SocketEvents``.
public struct RawMessages: AsyncSequence, Sendable {
    let events: SocketEvents

    /// Takes one message after another.
    public struct Iterator: AsyncIteratorProtocol {
        var events: SocketEvents.Iterator

        public mutating func next() async throws(ConnectionEnd) -> IncomingMessage? {
            try await next(isolation: nil)
        }

        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(ConnectionEnd) -> IncomingMessage? {
            while let event = try await events.next(isolation: actor) {
                if case .message(let message) = event { return message }
            }
            return nil
        }
    }

    public func makeAsyncIterator() -> Iterator { Iterator(events: events.makeAsyncIterator()) }
}
