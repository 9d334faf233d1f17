import Candid

/// A line of a canister's log.
public struct CanisterLogRecord: Hashable, Sendable {
    /// Counts the lines that there ever were, from 0.
    public var index: UInt64

    /// When it was written, in nanoseconds since 1970.
    public var timestamp: UInt64

    /// What it says, which need not be text.
    public var content: [UInt8]

    /// Puts the parts together.
    public init(index: UInt64, timestamp: UInt64, content: [UInt8]) {
        self.index = index
        self.timestamp = timestamp
        self.content = content
    }
}

extension CanisterLogRecord: CandidDecodable {
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        self.index = try decoder.field(5_243_965, "idx", of: &fields)
        self.timestamp = try decoder.field(268_680_022, "timestamp_nanos", of: &fields)
        self.content = try decoder.field(427_265_337, "content", of: &fields)
        try decoder.end(&fields)
    }
}

/// The answer to the question for a log.
struct CanisterLog: Hashable, Sendable {
    /// The lines that are still there, the oldest first.
    var records: [CanisterLogRecord]
}

extension CanisterLog: CandidDecodable {
    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        self.records = try decoder.field(1_754_302_831, "canister_log_records", of: &fields)
        try decoder.end(&fields)
    }
}
