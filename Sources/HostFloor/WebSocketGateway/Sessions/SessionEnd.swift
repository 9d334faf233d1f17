import WebSocketProtocol

/// How a session ends, as the client is told.
public struct SessionEnd: Hashable, Sendable {
    /// The code with which the socket is closed.
    public let code: CloseCode

    /// The reason in words: at most 123 bytes, as a close frame holds.
    public let reason: String

    /// Makes an end. A reason that is too long is cut.
    public init(_ code: CloseCode, _ reason: String) {
        self.code = code
        self.reason = reason.cut(toBytes: 123)
    }
}

extension String {
    /// As many whole characters as fit into some bytes of UTF-8, with an ellipsis where something is missing.
    func cut(toBytes limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var size = 0
        let fitting = prefix { character in
            size += character.utf8.count
            return size <= limit - 3
        }
        return fitting + "…"
    }
}
