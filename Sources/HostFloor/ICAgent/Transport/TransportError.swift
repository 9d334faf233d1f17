/// Why no answer came.
public enum TransportError: Error, Hashable, Sendable {
    /// The address is none that requests can go to.
    case invalidAddress(String, reason: String)
    /// Nobody is there: the request was not sent.
    case unreachable(destination: String, reason: String)
    /// The connection broke: the request may have arrived.
    case broken(destination: String, reason: String)
    /// The answer was not there in time.
    case timedOut(destination: String, after: Duration)
    /// The answer has more bytes than were allowed.
    case tooLarge(maximum: Int)
    /// Whoever waits for the answer does so no more.
    case cancelled

    /// Whether another try might bring an answer.
    public var isTransient: Bool {
        switch self {
        case .unreachable, .broken, .timedOut: true
        case .invalidAddress, .tooLarge, .cancelled: false
        }
    }

    /// Whether the request may have arrived.
    var mayHaveArrived: Bool {
        switch self {
        case .broken, .timedOut, .tooLarge, .cancelled: true
        case .invalidAddress, .unreachable: false
        }
    }
}

extension TransportError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .invalidAddress(let address, let reason):
            "'\(address)' is no address of a network (\(reason)): expected one such as http://127.0.0.1:4943"
        case .unreachable(let destination, let reason): "\(destination) cannot be reached: \(reason)"
        case .broken(let destination, let reason): "the connection to \(destination) broke: \(reason)"
        case .timedOut(let destination, let time): "\(destination) did not answer within \(time)"
        case .tooLarge(let maximum): "the answer has more than \(maximum) bytes, which is all that is taken"
        case .cancelled: "the request was cancelled"
        }
    }
}
