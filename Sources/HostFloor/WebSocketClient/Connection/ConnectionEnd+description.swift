import MessageVerification
import WebSocketProtocol

extension ConnectionEnd: CustomStringConvertible {
    public var description: String {
        switch self {
        case .closedHere: "the connection was closed here"
        case .closedByCanister(let reason): "the canister closed the connection: \(reason)"
        case .socketEnded(let status): status.description
        case .unreachable(let reason): "the gateway cannot be reached: \(reason)"
        case .rootKey(let error): "the network's root key cannot be had: \(error)"
        case .handshakeTimeout(let time): "the gateway did not say within \(time) who it is"
        case .handshake(let error): "the gateway's first frame does not say who it is: \(error.reason)"
        case .openTimeout(let time): "the canister's open message did not come within \(time)"
        case .notOpened(let body): "\(body.name) came before the canister's open message"
        case .frame(let error): "a frame is none of the protocol's: \(error.reason)"
        case .refused(let refusal): "a message is refused: \(refusal)"
        case .acknowledgedTooMuch(let found, let last):
            "the canister acknowledged message \(found), where \(last) was the last that was sent"
        case .acknowledgementTimeout(let numbers):
            "not acknowledged in time: message\(numbers.count == 1 ? "" : "s") \(numbers.ranges)"
        case .identity(let error): "the identity does not sign: \(error)"
        case .socketFull: "the gateway takes nothing: a keep-alive found no room among what waits to be sent"
        }
    }
}

extension ReceivedMessage.Body {
    fileprivate var name: String {
        switch self {
        case .application: "a message of the application"
        case .service(.acknowledge): "an acknowledgement"
        case .service(.close): "a close message"
        case .service(.open): "an open message"
        case .service(.keepAlive): "a keep-alive"
        }
    }
}

extension [UInt64] {
    /// Ascending numbers in words, `1 to 5, 7`: those that follow each other are not told one by one.
    var ranges: String {
        var parts: [(first: UInt64, last: UInt64)] = []
        for number in self {
            if let last = parts.last?.last, last &+ 1 == number {
                parts[parts.count - 1].last = number
            } else {
                parts.append((number, number))
            }
        }
        return parts.map { $0.first == $0.last ? "\($0.first)" : "\($0.first) to \($0.last)" }.joined(separator: ", ")
    }
}
