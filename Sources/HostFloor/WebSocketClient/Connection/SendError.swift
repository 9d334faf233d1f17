import ICAgent

/// Why a message was not sent. It took no sequence number: the same message may be sent later.
public enum SendError: Error, Equatable, Sendable {
    /// There is no open connection: not yet, not now, or not any more.
    case notOpen
    /// More bytes than the network takes.
    case tooLarge(size: Int, maximum: Int)
    /// As many messages, or as many bytes, wait for their acknowledgement as may.
    case tooMuchUnacknowledged(count: Int, size: Int)
    /// As many bytes wait in the socket as may: the gateway reads more slowly than is sent.
    case socketFull
    /// The identity does not sign.
    case identity(IdentityError)
}

extension SendError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notOpen: "there is no open connection to send the message on"
        case .tooLarge(let size, let maximum): "the message has \(size) bytes, where at most \(maximum) are taken"
        case .tooMuchUnacknowledged(let count, let size):
            "\(count) messages with \(size) bytes wait for the canister's acknowledgement: no more may"
        case .socketFull: "as many bytes wait in the socket as may: the gateway reads more slowly than is sent"
        case .identity(let error): "the identity does not sign: \(error)"
        }
    }
}
