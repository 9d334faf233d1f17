extension [UInt8] {
    /// The bytes that a text of hexadecimal digits stands for, with spaces and `0x` in front or without.
    init(hexadecimalText text: String) throws(CandidFailure) {
        var digits = text.utf8.filter { !($0 == 0x20 || (0x09...0x0d).contains($0)) }[...]
        if digits.starts(with: "0x".utf8) { digits = digits.dropFirst(2) }
        let plain = String(decoding: digits, as: UTF8.self)
        if let bytes = [UInt8](hexadecimal: plain) {
            self = bytes
            return
        }
        if let wrong = plain.unicodeScalars.first(where: { !$0.properties.isASCIIHexDigit }) {
            throw CandidFailure(.usage, "found '\(wrong)' in the message: expected hexadecimal digits")
        }
        throw CandidFailure(
            .usage, "the message has \(digits.count) hexadecimal digits: expected two for each byte")
    }
}
