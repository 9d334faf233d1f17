/// What `icws candid --lines` answers.
enum CandidAnswer {
    case decoded(String)
    case encoded(String, losses: [String])
    case checked(reasons: [String], losses: [String])
    case compared(reason: String?)
    case failed(CandidFailure)

    /// The answer as a line of JSON.
    var json: String { JSONText.line(line) }

    private var line: Line {
        switch self {
        case .decoded(let text): Line(text: text)
        case .encoded(let hex, let losses): Line(hex: hex, losses: losses.isEmpty ? nil : losses)
        case .checked(let reasons, let losses):
            Line(
                safe: reasons.isEmpty, reasons: reasons.isEmpty ? nil : reasons,
                losses: losses.isEmpty ? nil : losses)
        case .compared(let reason): Line(subtype: reason == nil, reason: reason)
        case .failed(let failure):
            Line(
                error: failure.message, file: failure.location?.file, line: failure.location?.line,
                column: failure.location?.column, offset: failure.offset)
        }
    }

    /// What is there of these is in the line.
    private struct Line: Encodable {
        var text: String?
        var hex: String?
        var safe: Bool?
        var reasons: [String]?
        var losses: [String]?
        var subtype: Bool?
        var reason: String?
        var error: String?
        /// Where it is wrong: "text", "types", "defs", "hex" and so on, or a file; line and column count from 1.
        var file: String?
        var line: Int?
        var column: Int?
        /// The offset of the byte where a message is wrong.
        var offset: Int?
    }
}
