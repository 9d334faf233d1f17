/// Spans of time as people write them: `60s`, `5m`, `1h`, `500ms`.
enum TimeText {
    private static let units: [(suffix: String, nanoseconds: UInt64)] = [
        ("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000),
        ("d", 86_400_000_000_000),
    ]

    /// The longest span: a year.
    static let limit: UInt64 = 366 * 86_400_000_000_000

    static let expectation = "advance 60s: a number of ms, s, m, h or d, a year at most"

    /// Nil for what is no span, or too long a one.
    static func nanoseconds(of text: String) -> UInt64? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = UInt64(digits), let unit = units.first(where: { $0.suffix == text[digits.endIndex...] })
        else { return nil }
        let (product, isTooLarge) = number.multipliedReportingOverflow(by: unit.nanoseconds)
        return isTooLarge || product > limit ? nil : product
    }
}
