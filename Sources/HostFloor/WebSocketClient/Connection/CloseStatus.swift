import MessageVerification
import WebSocketProtocol

/// How a WebSocket ended.
public struct CloseStatus: Hashable, Sendable {
    /// Who ended a WebSocket.
    public enum Origin: Hashable, Sendable {
        /// The gateway, with a close frame.
        case gateway
        /// This side: it was asked to, or the gateway broke a rule of WebSockets.
        case here
        /// Nobody: it broke, or the gateway fell silent.
        case lost
    }

    /// Who ended it.
    public let origin: Origin

    /// The number in the close frame; `nil` where there was no frame, or none in it.
    public let number: UInt16?

    /// The reason in the close frame, or what is known of a loss.
    public let reason: String

    /// Puts them together. 1005 and 1006 never stand in a frame and are taken for no number.
    public init(_ origin: Origin = .gateway, number: UInt16?, reason: String = "") {
        self.origin = origin
        self.number = number == 1_005 || number == 1_006 ? nil : number
        self.reason = reason
    }

    /// The code that the number is, where it is one of the table.
    public var code: CloseCode? { number.flatMap(CloseCode.init(rawValue:)) }

    /// Whether the client may come back with a new connection: as the table says, of unknown numbers those from 4100 to
    /// 4199, and always where there was no number.
    public var allowsReturn: Bool {
        guard let number else { return true }
        return code?.allowsReturn ?? (4_100..<4_200).contains(number)
    }
}

extension CloseStatus: CustomStringConvertible {
    public var description: String {
        let subject =
            switch origin {
            case .gateway: "the gateway closed the connection"
            case .here: "the gateway broke a rule of WebSockets"
            case .lost: "the socket broke"
            }
        let details = [number.map { number in code.map { "\(number) (\($0))" } ?? "\(number)" }, reason.printable]
        let text = details.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
        return text.isEmpty ? subject : "\(subject): \(text)"
    }
}
