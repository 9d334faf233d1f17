import Candid

/// What is told of a snapshot of a canister.
public struct CanisterSnapshot: Hashable, Sendable {
    /// By which it is loaded and deleted.
    public var id: [UInt8]

    /// When it was taken, in nanoseconds since 1970.
    public var time: UInt64

    /// The bytes that it takes.
    public var size: UInt64

    /// Puts the parts together.
    public init(id: [UInt8], time: UInt64, size: UInt64) {
        self.id = id
        self.time = time
        self.size = size
    }
}

extension CanisterSnapshot: CandidDecodable {
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        self.id = try decoder.field(23_515, "id", of: &fields)
        self.size = try decoder.field(1_926_775_388, "total_size", of: &fields)
        self.time = try decoder.field(3_569_147_778, "taken_at_timestamp", of: &fields)
        try decoder.end(&fields)
    }
}
