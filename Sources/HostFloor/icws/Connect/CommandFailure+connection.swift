import ICAgent
import WebSocketClient
import WebSocketProtocol

extension CommandFailure {
    /// Why a connection ended, with the status that tells it from others.
    init(_ end: ConnectionEnd) {
        if case .rootKey(let error) = end {
            self.init(error)
        } else {
            self.init(Self.status(of: end), "\(end)")
        }
    }

    private static func status(of end: ConnectionEnd) -> CommandStatus {
        switch end {
        case .unreachable, .handshakeTimeout, .openTimeout, .socketFull, .rootKey: .network
        case .acknowledgementTimeout: .outcomeUnknown
        case .closedByCanister: .rejected
        case .socketEnded(let status):
            switch status.code {
            case .openRefused, .messageRefused, .canisterNotAllowed, .closedByApplication: .rejected
            case .deliveryUnknown: .outcomeUnknown
            default: .network
            }
        case .handshake, .notOpened, .frame, .refused, .acknowledgedTooMuch: .notVerified
        case .closedHere, .identity: .failure
        }
    }
}
