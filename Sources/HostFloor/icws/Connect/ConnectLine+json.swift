import WebSocketClient

// For programs: a line of JSON each, told apart by `event`. Times are nanoseconds since 1970.

extension ConnectLine {
    var json: String {
        switch self {
        case .open(let canister, let connection, let gateway):
            JSONText.line(
                Open(
                    event: "open", canister: canister.text, client: connection.principal.text,
                    client_nonce: connection.nonce, gateway: gateway.text))
        case .message(let message, let text):
            JSONText.line(
                Message(
                    event: "message", sequence_number: message.sequenceNumber, timestamp: message.timestamp,
                    received_at: message.receivedAt, latency_us: Int64(clamping: message.latency.microseconds),
                    verified: message.isVerified, message: text, content: message.content.hex))
        case .sent(let number): JSONText.line(Numbered(event: "sent", sequence_number: number))
        case .acknowledged(let number): JSONText.line(Numbered(event: "acknowledged", sequence_number: number))
        case .waiting(let delay, let end):
            JSONText.line(Waiting(event: "waiting", milliseconds: delay.microseconds / 1_000, reason: "\(end)"))
        case .reconnected(let interruption):
            JSONText.line(
                Reconnected(
                    event: "reconnected", reason: "\(interruption.reason)", client_nonce: interruption.current.nonce,
                    last_received: interruption.lastReceivedSequenceNumber,
                    unacknowledged: interruption.unacknowledged.map(\.sequenceNumber), tries: interruption.tries))
        case .closed(let end):
            JSONText.line(Closed(event: "closed", reason: "\(end)", code: end.code, may_return: end.allowsReturn))
        }
    }

    private struct Open: Encodable {
        var event: String
        var canister: String
        var client: String
        var client_nonce: UInt64
        var gateway: String
    }

    private struct Message: Encodable {
        var event: String
        var sequence_number: UInt64
        var timestamp: UInt64
        var received_at: UInt64
        var latency_us: Int64
        var verified: Bool
        var message: String?
        var content: String
    }

    private struct Numbered: Encodable {
        var event: String
        var sequence_number: UInt64
    }

    private struct Waiting: Encodable {
        var event: String
        var milliseconds: Int64
        var reason: String
    }

    private struct Reconnected: Encodable {
        var event: String
        var reason: String
        var client_nonce: UInt64
        var last_received: UInt64
        var unacknowledged: [UInt64]
        var tries: Int
    }

    private struct Closed: Encodable {
        var event: String
        var reason: String
        var code: UInt16?
        var may_return: Bool
    }
}

extension ConnectionEnd {
    /// The code that the socket was closed with, by whichever side.
    fileprivate var code: UInt16? {
        if case .socketEnded(let status) = self { status.number } else { closing?.code.rawValue }
    }
}

extension Duration {
    fileprivate var microseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, isTooLong) = seconds.multipliedReportingOverflow(by: 1_000_000)
        return isTooLong ? .max : whole + attoseconds / 1_000_000_000_000
    }
}
