import WebSocketProtocol

extension RelayedMessage {
    func with(
        key: [UInt8]? = nil, content: [UInt8]? = nil, certificate: [UInt8]? = nil, tree: [UInt8]? = nil
    ) -> RelayedMessage {
        RelayedMessage(
            key: key ?? self.key, content: content ?? self.content, certificate: certificate ?? self.certificate,
            tree: tree ?? self.tree)
    }
}

extension [UInt8] {
    /// A copy with a bit of the last byte changed.
    var flippedAtEnd: [UInt8] {
        guard let last else { return [0] }
        return dropLast() + [last ^ 1]
    }
}
