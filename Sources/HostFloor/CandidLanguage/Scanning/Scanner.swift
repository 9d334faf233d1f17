/// Splits a text into words and signs (Candid specification, "Core grammar").
struct Scanner {
    let file: String
    let limits: InterfaceLimits
    private let bytes: [UInt8]
    private var position = 0
    private var line = 1
    private var column = 1
    /// The line of the last word or sign: a comment behind it describes nothing below.
    private var tokenLine = 0

    init(_ text: String, file: String, limits: InterfaceLimits) throws(InterfaceError) {
        self.file = file
        self.limits = limits
        bytes = Array(text.utf8)
        guard bytes.count <= limits.textBytes else {
            throw InterfaceError(
                .limitExceeded(.textBytes, limit: limits.textBytes),
                at: SourceLocation(file: file, line: 1, column: 1))
        }
    }

    var location: SourceLocation { SourceLocation(file: file, line: line, column: column) }
    var byteCount: Int { bytes.count }

    private func byte(at offset: Int = 0) -> UInt8? {
        position + offset < bytes.count ? bytes[position + offset] : nil
    }

    private mutating func advance() {
        let byte = bytes[position]
        position += 1
        if byte == UInt8(ascii: "\n") {
            line += 1
            column = 1
        } else if position >= bytes.count || bytes[position] & 0xc0 != 0x80 {
            // Columns count scalars: one ends where the next byte continues nothing.
            column += 1
        }
    }

    // MARK: Tokens

    mutating func next() throws(InterfaceError) -> Token {
        let documentation = try skipSpace()
        let (line, column) = (line, column)
        let kind = try scanKind()
        tokenLine = self.line
        return Token(kind: kind, line: line, column: column, documentation: documentation)
    }

    private mutating func scanKind() throws(InterfaceError) -> Token.Kind {
        guard let byte = byte() else { return .end }
        switch byte {
        case UInt8(ascii: "\""): return .text(try scanText())
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
            return .word(scan { Self.isWord($0) })
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(scanNumber())
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            if byte == UInt8(ascii: "-"), self.byte(at: 1) == UInt8(ascii: ">") {
                advance()
                advance()
                return .arrow
            }
            if let next = self.byte(at: 1), Self.isWord(next) { return .number(scanNumber()) }
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ";"),
            UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "="), UInt8(ascii: "."):
            advance()
            return .sign(Unicode.Scalar(byte))
        default: break
        }
        let rest = String(decoding: bytes[position..<min(position + 4, bytes.count)], as: UTF8.self)
        throw InterfaceError(.unknownCharacter(rest.unicodeScalars.first ?? "?"), at: location)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private mutating func scan(_ belongs: (UInt8) -> Bool) -> String {
        let start = position
        while let byte = byte(), belongs(byte) { advance() }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// A number with all that may belong to it; whether it is well formed is for its reader to tell.
    private mutating func scanNumber() -> String {
        let start = position
        let isSigned = bytes[start] == UInt8(ascii: "+") || bytes[start] == UInt8(ascii: "-")
        let isHexadecimal = byte(at: isSigned ? 2 : 1).map { $0 | 0x20 } == UInt8(ascii: "x")
        let exponent = isHexadecimal ? UInt8(ascii: "p") : UInt8(ascii: "e")
        advance()
        while let byte = byte() {
            let last = bytes[position - 1] | 0x20
            let isSign = byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
            guard Self.isWord(byte) || byte == UInt8(ascii: ".") || (isSign && last == exponent) else { break }
            advance()
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    // MARK: Space and comments

    /// Moves to the next word or sign.
    ///
    /// - Returns: the lines of the comments right above it, between which no line is empty.
    private mutating func skipSpace() throws(InterfaceError) -> [String] {
        var documentation: [String] = []
        var lastLine = 0
        while let byte = byte() {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): advance()
            case UInt8(ascii: "/") where self.byte(at: 1) == UInt8(ascii: "/"),
                UInt8(ascii: "/") where self.byte(at: 1) == UInt8(ascii: "*"):
                let start = line
                let lines = try scanComment()
                if start > lastLine + 1 { documentation = [] }
                if start != tokenLine { documentation += lines }
                lastLine = line
            default: return lastLine + 1 >= line ? documentation : []
            }
        }
        return []
    }

    private mutating func scanComment() throws(InterfaceError) -> [String] {
        if byte(at: 1) == UInt8(ascii: "*") { return try scanBlockComment() }
        advance()
        advance()
        if byte() == UInt8(ascii: "/") { advance() }
        if byte() == UInt8(ascii: " ") { advance() }
        var text = scan { $0 != UInt8(ascii: "\n") }
        if text.utf8.last == UInt8(ascii: "\r") { text.unicodeScalars.removeLast() }
        return [text]
    }

    private mutating func scanBlockComment() throws(InterfaceError) -> [String] {
        let start = location
        let first = position + 2
        var depth = 0
        repeat {
            guard let byte = byte() else { throw InterfaceError(.unclosed("the comment"), at: start) }
            if byte == UInt8(ascii: "/"), self.byte(at: 1) == UInt8(ascii: "*") {
                depth += 1
                advance()
            } else if byte == UInt8(ascii: "*"), self.byte(at: 1) == UInt8(ascii: "/") {
                depth -= 1
                advance()
            }
            advance()
        } while depth > 0
        return CommentLines.of(bytes[first..<(position - 2)])
    }

    // MARK: Texts

    private mutating func scanText() throws(InterfaceError) -> [UInt8] {
        let start = location
        advance()
        var text: [UInt8] = []
        while let byte = byte() {
            switch byte {
            case UInt8(ascii: "\""):
                advance()
                return text
            case UInt8(ascii: "\\"): try scanEscape(into: &text)
            default:
                text.append(byte)
                advance()
            }
        }
        throw InterfaceError(.unclosed("the text"), at: start)
    }

    private mutating func scanEscape(into text: inout [UInt8]) throws(InterfaceError) {
        let start = location
        let first = position
        advance()
        guard let byte = byte() else { throw InterfaceError(.unclosed("the text"), at: start) }
        advance()
        switch byte {
        case UInt8(ascii: "n"): text.append(0x0a)
        case UInt8(ascii: "r"): text.append(0x0d)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'"): text.append(byte)
        case UInt8(ascii: "u"):
            let digits = self.byte() == UInt8(ascii: "{") ? scan { $0 != UInt8(ascii: "}") && $0 != 0x22 } : ""
            let isClosed = self.byte() == UInt8(ascii: "}")
            guard isClosed, let scalar = Self.scalar(digits.dropFirst()) else {
                let end = min(position, first + 12)
                let found = String(decoding: bytes[first..<end], as: UTF8.self)
                throw InterfaceError(.invalidEscape(found), at: start)
            }
            advance()
            text.append(contentsOf: String(scalar).utf8)
        default:
            guard let high = hexadecimalDigit(byte), let next = self.byte(), let low = hexadecimalDigit(next) else {
                let rest = String(decoding: bytes[first..<min(first + 5, bytes.count)], as: UTF8.self)
                let found = String(String.UnicodeScalarView(rest.unicodeScalars.prefix(2)))
                throw InterfaceError(.invalidEscape(found), at: start)
            }
            advance()
            text.append(high << 4 | low)
        }
    }

    /// The scalar of hexadecimal digits, between which underscores may stand.
    private static func scalar(_ digits: Substring) -> Unicode.Scalar? {
        var value: UInt32 = 0
        var previous = UInt8(ascii: "_")
        for byte in digits.utf8 {
            if byte == UInt8(ascii: "_") {
                guard previous != UInt8(ascii: "_") else { return nil }
            } else {
                guard let digit = hexadecimalDigit(byte), value < 0x11_0000 else { return nil }
                value = value << 4 | UInt32(digit)
            }
            previous = byte
        }
        return previous == UInt8(ascii: "_") ? nil : Unicode.Scalar(value)
    }
}
