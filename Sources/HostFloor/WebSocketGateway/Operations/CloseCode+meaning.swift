import WebSocketProtocol

extension CloseCode {
    /// What the code means, for whoever runs the gateway.
    var meaning: String {
        switch self {
        case .normal: "closed by the client"
        case .goingAway: "the gateway stops, or the client's page went"
        case .framingError: "a frame against RFC 6455"
        case .textFrame: "a text frame"
        case .tooBig: "a message above the limit"
        case .internalError: "a fault of the gateway"
        case .restart: "the gateway restarts"
        case .tryAgainLater: "no more sockets allowed"
        case .protocolError: "a frame that the protocol does not know"
        case .closedByApplication: "closed by the canister's author"
        case .tooSlow: "the client reads too slowly"
        case .deliveryUnknown: "unknown whether a message arrived"
        case .canisterUnavailable: "canister or network unavailable"
        case .connectionLost: "the canister lost the connection"
        case .idle: "silent for too long"
        case .openTimeout: "not opened in time"
        case .tooManyConnections: "too many sockets of one address"
        case .tooFast: "frames came too fast"
        case .canisterFull: "too many connections of one canister"
        case .canisterNotAllowed: "a canister that is not served"
        case .originNotAllowed: "a page of an origin that is not served"
        case .openRefused: "the canister refused to open"
        case .messageRefused: "the canister refused a message"
        }
    }
}
