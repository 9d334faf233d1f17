/// A line of a text with a caret below the place that is meant, for a message.
public enum SourceExcerpt {
    /// The most scalars of a line that are shown.
    public static let width = 100

    /// The line of a location and the caret, each a line; nil where the text has no such line.
    public static func of(_ text: String, at location: SourceLocation) -> String? {
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        guard location.line >= 1, location.line <= lines.count, location.column >= 1 else { return nil }
        let line = Array(lines[location.line - 1].filter { $0 != "\r" })
        let column = min(location.column - 1, line.count)
        // Of a long line, what is around the place.
        let start = line.count <= width ? 0 : max(0, min(column - width / 2, line.count - width))
        let shown = line[start..<min(start + width, line.count)]
        let before = start > 0 ? "…" : ""
        let after = start + width < line.count ? "…" : ""
        var excerpt = "    " + before
        excerpt.unicodeScalars.append(contentsOf: shown.map { $0 == "\t" ? " " : $0 })
        let place = column - start + before.unicodeScalars.count
        return excerpt + after + "\n    " + String(repeating: " ", count: place) + "^"
    }
}
