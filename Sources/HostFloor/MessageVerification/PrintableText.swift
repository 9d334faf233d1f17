extension String {
    /// The most scalars that ``printable`` keeps.
    private static var printableCount: Int { 300 }

    /// Text of somebody who is not trusted, as it may go to a terminal: characters that would steer it or begin a line
    /// are `?`, and what is longer than 300 scalars is cut.
    package var printable: String {
        var text = UnicodeScalarView()
        for scalar in unicodeScalars.prefix(Self.printableCount) {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: text.append("?")
            default: text.append(scalar)
            }
        }
        return String(text) + (unicodeScalars.dropFirst(Self.printableCount).isEmpty ? "" : "…")
    }
}
