import Foundation
import ICAgent
import ICCertificates

/// A line of a canister's log, for people or as JSON.
struct CanisterLogLine: Encodable {
    let index: UInt64
    /// Nanoseconds since 1970.
    let timestamp: UInt64
    /// What it says, if that is text.
    let content: String?
    /// What it says otherwise, in hexadecimal digits.
    let bytes: String?

    init(_ record: CanisterLogRecord) {
        index = record.index
        timestamp = record.timestamp
        content = String(validating: record.content, as: UTF8.self)
        bytes = content == nil ? record.content.hex : nil
    }

    var text: String {
        let time = Date(timeIntervalSince1970: TimeInterval(timestamp / 1_000_000_000)).formatted(.iso8601)
        return "[\(index)] \(time) \(content ?? bytes.map { "bytes \($0)" } ?? "")"
    }
}
