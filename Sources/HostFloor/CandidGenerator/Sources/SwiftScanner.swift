/// Splits Swift's text into words; comments and the contents of texts are no words.
///
/// What is interpolated into a text counts as a part of the text.
struct SwiftScanner {
    private let bytes: [UInt8]
    private var position = 0

    init(_ source: String) { bytes = Array(source.utf8) }

    /// The next word: letters, digits and `_`, or one byte of something else.
    mutating func nextWord() -> String? {
        while position < bytes.count {
            if starts(with: "//") {
                skip { $0 == UInt8(ascii: "\n") }
            } else if starts(with: "/*") {
                skipComment()
            } else if let count = poundsBeforeQuote() {
                skipText(pounds: count)
            } else if Self.isWordByte(bytes[position]) {
                let start = position
                skip { !Self.isWordByte($0) }
                return String(decoding: bytes[start..<position], as: UTF8.self)
            } else if [UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: "\r")].contains(
                bytes[position])
            {
                position += 1
            } else {
                position += 1
                return String(decoding: bytes[(position - 1)..<position], as: UTF8.self)
            }
        }
        return nil
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }

    private func starts(with text: StaticString, at place: Int? = nil) -> Bool {
        let place = place ?? position
        guard place + text.utf8CodeUnitCount <= bytes.count else { return false }
        return (0..<text.utf8CodeUnitCount).allSatisfy { bytes[place + $0] == text.utf8Start[$0] }
    }

    private mutating func skip(until isEnd: (UInt8) -> Bool) {
        while position < bytes.count, !isEnd(bytes[position]) { position += 1 }
    }

    /// Comments nest.
    private mutating func skipComment() {
        var depth = 0
        repeat {
            if starts(with: "/*") {
                depth += 1
                position += 2
            } else if starts(with: "*/") {
                depth -= 1
                position += 2
            } else {
                position += 1
            }
        } while depth > 0 && position < bytes.count
    }

    /// The number of `#` before the quote that begins a text here; nil where none begins.
    private func poundsBeforeQuote() -> Int? {
        var place = position
        while place < bytes.count, bytes[place] == UInt8(ascii: "#") { place += 1 }
        guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { return nil }
        return place - position
    }

    private mutating func skipText(pounds: Int) {
        position += pounds
        let isLong = starts(with: "\"\"\"")
        position += isLong ? 3 : 1
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "\\"), hasPounds(pounds, at: position + 1) {
                position += 1 + pounds
                if position < bytes.count, bytes[position] == UInt8(ascii: "(") {
                    skipInterpolation()
                } else {
                    position += 1
                }
            } else if starts(with: isLong ? "\"\"\"" : "\""), hasPounds(pounds, at: position + (isLong ? 3 : 1)) {
                position += (isLong ? 3 : 1) + pounds
                return
            } else if !isLong, bytes[position] == UInt8(ascii: "\n") {
                return
            } else {
                position += 1
            }
        }
    }

    /// Texts may stand in what is interpolated.
    private mutating func skipInterpolation() {
        var depth = 0
        while position < bytes.count {
            if let count = poundsBeforeQuote() {
                skipText(pounds: count)
                continue
            }
            if bytes[position] == UInt8(ascii: "(") { depth += 1 }
            if bytes[position] == UInt8(ascii: ")") { depth -= 1 }
            position += 1
            if depth == 0 { return }
        }
    }

    private func hasPounds(_ count: Int, at place: Int) -> Bool {
        place + count <= bytes.count && bytes[place..<(place + count)].allSatisfy { $0 == UInt8(ascii: "#") }
    }
}
