/// The codes with which a WebSocket between client and gateway is closed (RFC 6455, section 7.4; 4000 and above are
/// the protocol's own). This is the one table of them.
///
/// The range tells the client what to do: after 1001, 1012, 1013 and 4100 to 4199 it may come back, with a new
/// connection, after a pause; after all others the same would only happen again.
public enum CloseCode: UInt16, Sendable, CaseIterable {
    /// Either side is done.
    case normal = 1000
    /// The gateway stops; another one, or this one later, takes the client.
    case goingAway = 1001
    /// A frame that RFC 6455 does not allow.
    case framingError = 1002
    /// A text frame: the protocol has binary ones alone.
    case textFrame = 1003
    /// A frame, or a message in several, above the gateway's limit.
    case tooBig = 1009
    /// The gateway failed in a way that is its own fault.
    case internalError = 1011
    /// The gateway restarts.
    case restart = 1012
    /// The gateway has as many connections as it may have.
    case tryAgainLater = 1013

    /// A frame that the protocol does not know.
    case protocolError = 4000
    /// The canister's author closed the connection.
    case closedByApplication = 4001

    // The client may come back.

    /// What waits for the client is more than may wait: it reads too slowly.
    case tooSlow = 4100
    /// It is not known whether the canister got a message of the client.
    case deliveryUnknown = 4101
    /// The canister, or the network, cannot be reached, and did not come back in time.
    case canisterUnavailable = 4102
    /// The canister does not know the connection any more: it lost its state, or closed it.
    case connectionLost = 4103
    /// Nothing came for longer than a connection may be idle.
    case idle = 4104
    /// The client did not open the connection in time.
    case openTimeout = 4105
    /// The client's address has as many connections as one may have.
    case tooManyConnections = 4106
    /// Frames came faster than they may.
    case tooFast = 4107
    /// The canister has as many connections at this gateway as one may have.
    case canisterFull = 4108

    // The same would only happen again.

    /// The canister is none that this gateway serves.
    case canisterNotAllowed = 4200
    /// The page that the client belongs to is none that this gateway serves.
    case originNotAllowed = 4201
    /// The canister refused to open the connection.
    case openRefused = 4202
    /// The canister refused a message.
    case messageRefused = 4203

    /// Whether the client may come back with a new connection.
    public var allowsReturn: Bool {
        switch self {
        case .goingAway, .restart, .tryAgainLater: true
        default: (4100..<4200).contains(rawValue)
        }
    }
}
