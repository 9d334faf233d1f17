/// Words and signs one after the other, with one to look ahead.
struct TokenStream {
    private var scanner: Scanner
    private(set) var current: Token
    private(set) var following: Token
    private var depth = 0
    /// The brackets that are open, innermost last.
    private var open: [(sign: Unicode.Scalar, location: SourceLocation)] = []

    init(_ scanner: Scanner) throws(InterfaceError) {
        self.scanner = scanner
        current = try self.scanner.next()
        following = current.kind == .end ? current : try self.scanner.next()
    }

    var file: String { scanner.file }
    var limits: InterfaceLimits { scanner.limits }

    /// Where the current word or sign stands.
    var location: SourceLocation { SourceLocation(file: scanner.file, line: current.line, column: current.column) }

    mutating func advance() throws(InterfaceError) {
        current = following
        if following.kind != .end { following = try scanner.next() }
    }

    /// The error of a word or sign that cannot stand where it stands.
    func unexpected(_ expected: String) -> InterfaceError {
        if current.kind == .end, let bracket = open.last {
            let reason = InterfaceError.Reason.unclosedBracket(
                String(bracket.sign), opened: bracket.location, expected: expected)
            return InterfaceError(reason, at: location)
        }
        return InterfaceError(.unexpected(found: current.kind.description, expected: expected), at: location)
    }

    // MARK: Signs

    mutating func accept(_ sign: Unicode.Scalar) throws(InterfaceError) -> Bool {
        guard current.isSign(sign) else { return false }
        try advance()
        return true
    }

    mutating func accept(word: String) throws(InterfaceError) -> Bool {
        guard current.isWord(word) else { return false }
        try advance()
        return true
    }

    mutating func expect(_ sign: Unicode.Scalar, _ expected: String? = nil) throws(InterfaceError) {
        guard try accept(sign) else { throw unexpected(expected ?? "'\(sign)'") }
    }

    mutating func expectArrow() throws(InterfaceError) {
        guard current.kind == .arrow else { throw unexpected("'->'") }
        try advance()
    }

    /// A text or a name between quotes, which must be UTF-8.
    mutating func text(_ expected: String) throws(InterfaceError) -> String {
        guard case .text(let bytes) = current.kind else { throw unexpected(expected) }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw InterfaceError(.notUTF8, at: location) }
        try advance()
        return text
    }

    /// A plain name or one between quotes.
    mutating func name(_ expected: String) throws(InterfaceError) -> String {
        guard case .word(let word) = current.kind else { return try text(expected) }
        try advance()
        return word
    }

    // MARK: Levels

    /// Opens a bracket, which is a level of its own.
    mutating func begin(_ opening: Unicode.Scalar, _ expected: String? = nil) throws(InterfaceError) {
        let start = location
        try expect(opening, expected)
        open.append((opening, start))
        try descend()
    }

    /// Closes the bracket that was opened last.
    mutating func end(_ closing: Unicode.Scalar, separator: Unicode.Scalar) throws(InterfaceError) {
        guard current.isSign(closing) else { throw unexpected("'\(separator)' or '\(closing)'") }
        open.removeLast()
        ascend()
        try advance()
    }

    /// Goes into something that may have the like of it in it.
    mutating func descend() throws(InterfaceError) {
        depth += 1
        guard depth <= limits.nesting else {
            throw InterfaceError(.limitExceeded(.nesting, limit: limits.nesting), at: location)
        }
    }

    mutating func ascend() { depth -= 1 }

    // MARK: Labels

    /// A number that names a field, decimal or hexadecimal.
    mutating func fieldNumber() throws(InterfaceError) -> UInt32? {
        guard case .number(let spelling) = current.kind else { return nil }
        guard let value = NumberSpelling.natural(spelling) else {
            throw InterfaceError(.malformedNumber(shortened(spelling)), at: location)
        }
        guard let id = UInt32(exactly: value) else {
            throw InterfaceError(.labelTooLarge(shortened(spelling)), at: location)
        }
        try advance()
        return id
    }
}
