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
    public init(from decoder: inout CandidDecoder, as type: WireType) throws(CandidError) {
        var index: UInt64?
        var timestamp: UInt64?
        var content: [UInt8]?
        var fields = try decoder.record(type)
        while let field = decoder.nextField(&fields) {
            switch field.id {
            case 5_243_965: index = try UInt64(from: &decoder, as: field.type)
            case 268_680_022: timestamp = try UInt64(from: &decoder, as: field.type)
            case 427_265_337: content = try [UInt8](from: &decoder, as: field.type)
            default: try decoder.skip(field.type)
            }
        }
        self.index = try decoder.required(index, 5_243_965, "idx")
        self.timestamp = try decoder.required(timestamp, 268_680_022, "timestamp_nanos")
        self.content = try decoder.required(content, 427_265_337, "content")
    }
}

/// The answer to the question for a log.
struct CanisterLog: Hashable, Sendable {
    /// The lines that are still there, the oldest first.
    var records: [CanisterLogRecord]
}

extension CanisterLog: CandidDecodable {
    init(from decoder: inout CandidDecoder, as type: WireType) throws(CandidError) {
        var records: [CanisterLogRecord]?
        var fields = try decoder.record(type)
        while let field = decoder.nextField(&fields) {
            switch field.id {
            case 1_754_302_831: records = try [CanisterLogRecord](from: &decoder, as: field.type)
            default: try decoder.skip(field.type)
            }
        }
        self.records = try decoder.required(records, 1_754_302_831, "canister_log_records")
    }
}
