/// A text that is fixed when the program is compiled, so that an error can hold it at no cost and be compared.
public struct FixedText: Sendable, ExpressibleByStringLiteral, Equatable {
    /// The text.
    public let text: StaticString

    /// Wraps a text.
    public init(_ text: StaticString) { self.text = text }

    /// Wraps a literal.
    public init(stringLiteral text: StaticString) { self.text = text }

    /// Compares the bytes.
    public static func == (left: FixedText, right: FixedText) -> Bool {
        let count = left.text.utf8CodeUnitCount
        guard count == right.text.utf8CodeUnitCount else { return false }
        for offset in 0..<count where left.text.utf8Start[offset] != right.text.utf8Start[offset] { return false }
        return true
    }
}
