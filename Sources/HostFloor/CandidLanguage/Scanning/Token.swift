/// A word or sign of the language.
struct Token: Equatable {
    enum Kind: Equatable {
        case word(String)
        /// What stands between quotes, escapes replaced; values may hold bytes that are no UTF-8.
        case text([UInt8])
        /// As it is written: with sign, base, underscores, fraction and exponent.
        case number(String)
        case sign(Unicode.Scalar)
        /// `->`.
        case arrow
        case end
    }

    var kind: Kind
    var line: Int
    var column: Int
    /// The lines of the comments right above it.
    var documentation: [String]

    func isSign(_ sign: Unicode.Scalar) -> Bool { kind == .sign(sign) }
    func isWord(_ word: String) -> Bool { kind == .word(word) }
}

extension Token.Kind: CustomStringConvertible {
    /// As a message shows it.
    var description: String {
        switch self {
        case .word(let word): "'\(shortened(word))'"
        case .text(let bytes): shortened(quoted(bytes, asText: true))
        case .number(let number): "'\(shortened(number))'"
        case .sign(let sign): "'\(sign)'"
        case .arrow: "'->'"
        case .end: "the end of the file"
        }
    }
}

/// A text of which a message shows no more than this.
func shortened(_ text: String) -> String {
    text.unicodeScalars.count <= 60 ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(57))) + "..."
}

/// The words of the language.
enum Keyword {
    /// Those that are quoted where they are names.
    static let quoted: Set<String> = [
        "null", "blob", "principal", "opt", "vec", "record", "variant", "func", "service", "type", "import", "query",
        "composite_query", "oneway", "true", "false",
    ]

    /// Those that no type may have as its name.
    static let all = quoted.union(PrimitiveType.allCases.map(\.rawValue))
}
