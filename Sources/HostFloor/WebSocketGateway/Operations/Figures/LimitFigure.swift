/// A limit, how near it is, and how often it was reached.
struct LimitFigure: Encodable, Sendable, Hashable {
    let name: String
    let meaning: String
    /// `count` or `bytes`.
    let unit: String
    /// How much there is; of an address or a canister, where most is. None where it is of each client alone.
    let use: Int?
    /// How much there may be; none where that is not known.
    let maximum: Int?
    /// How often it was reached since the start; none where nobody can tell.
    let reached: Int?

    init(_ limit: GatewayLimit, use: Int?, maximum: Int?, reached: Int?) {
        name = limit.rawValue
        meaning = limit.meaning
        unit = limit.isOfBytes ? "bytes" : "count"
        self.use = use
        self.maximum = maximum
        self.reached = reached
    }
}

extension GatewayLimit {
    /// Whether what is limited is a size.
    var isOfBytes: Bool {
        switch self {
        case .messageSize, .sendBuffer, .heldMessages, .memory: true
        default: false
        }
    }
}
