import Candid
import Foundation
import ICCertificates
import WebSocketClient
import WebSocketProtocol

/// What the command tells of a conversation, a line each.
enum ConnectLine {
    case open(canister: Principal, connection: ClientKey, gateway: Principal)
    /// A message of the canister; no text where its content is not of the interface's type.
    case message(IncomingMessage, text: String?)
    /// A message was sent and got this number.
    case sent(UInt64)
    case acknowledged(upTo: UInt64)
    case waiting(Duration, after: ConnectionEnd)
    case reconnected(Interruption)
    case closed(ConnectionEnd)

    /// For people.
    func text(_ style: TextStyle) -> String {
        switch self {
        case .open(let canister, let connection, let gateway):
            style.dim("connected to \(canister.text) as \(connection.principal.text), through \(gateway.text)")
        case .message(let message, let text):
            [
                style.dim(Self.clock(message.receivedAt)), style.dim("#\(message.sequenceNumber)"),
                style.dim(Self.milliseconds(message.latency)),
                style.dim(message.isVerified ? "verified" : "not verified"),
                text ?? "\(message.content.count) bytes of another type: \(message.content.hex)",
            ].joined(separator: "  ")
        case .sent(let number): style.dim("sent #\(number)")
        case .acknowledged(let number): style.dim("the canister has everything up to #\(number)")
        case .waiting(let delay, let end):
            style.dim("\(end); connecting again in \(Self.milliseconds(delay))")
        case .reconnected(let interruption): style.bold(Self.summary(interruption))
        case .closed(let end): style.dim("closed: \(end)")
        }
    }

    private static func summary(_ interruption: Interruption) -> String {
        let lost = interruption.unacknowledged
        let sent =
            lost.isEmpty
            ? "all that was sent had arrived"
            : "\(lost.count) sent message\(lost.count == 1 ? "" : "s") may not have arrived"
        return "connected again after \(milliseconds(interruption.duration)): what the canister sent after "
            + "#\(interruption.lastReceivedSequenceNumber) is lost, if there was anything; \(sent)"
    }

    /// The time of day where the terminal is.
    private static func clock(_ nanoseconds: UInt64) -> String {
        var seconds = time_t(nanoseconds / 1_000_000_000)
        var parts = tm()
        localtime_r(&seconds, &parts)
        let numbers = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { String($0).padded(to: 2) }
        let fraction = String(nanoseconds / 1_000_000 % 1_000).padded(to: 3)
        return numbers.joined(separator: ":") + "." + fraction
    }

    static func milliseconds(_ duration: Duration) -> String {
        let milliseconds = duration / .milliseconds(1)
        return milliseconds.magnitude < 10
            ? String(format: "%.1f ms", milliseconds) : "\(Int(milliseconds.rounded())) ms"
    }
}

extension String {
    /// With zeros before it.
    fileprivate func padded(to width: Int) -> String { String(repeating: "0", count: max(0, width - count)) + self }
}
