import WebSocketProtocol

/// With what the other side closed a WebSocket.
public struct CloseStatus: Hashable, Sendable {
    /// The number in the close frame; `nil` where it had none, or the socket broke without one.
    public let number: UInt16?

    /// The reason in the close frame; empty where it had none.
    public let reason: String

    /// Puts them together. 1005 and 1006 never stand in a frame and are taken for no number.
    public init(number: UInt16?, reason: String) {
        self.number = number == 1_005 || number == 1_006 ? nil : number
        self.reason = reason
    }

    /// The code that the number is, where it is one of the table.
    public var code: CloseCode? { number.flatMap(CloseCode.init(rawValue:)) }

    /// Whether the client may come back with a new connection: as the table says, of unknown numbers those from 4100 to
    /// 4199, and always where the socket broke.
    public var allowsReturn: Bool {
        guard let number else { return true }
        return code?.allowsReturn ?? (4_100..<4_200).contains(number)
    }
}

extension CloseStatus: CustomStringConvertible {
    public var description: String {
        guard let number else { return "no close frame" }
        let name = code.map { "\(number) (\($0))" } ?? "\(number)"
        return reason.isEmpty ? name : "\(name) '\(reason)'"
    }
}
