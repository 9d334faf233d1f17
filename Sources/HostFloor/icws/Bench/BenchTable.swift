/// The benchmark's figures as a table of Markdown, in columns that a terminal shows straight.
enum BenchTable {
    private static let widths = [52, 19, 15, 11, 6]

    /// The titles of the columns and the line below them.
    static var head: String { head(["what", "released Rust 0.4.1", "mark", "measured", ""]) }

    /// The same with the signatures' titles.
    static var headOfTimings: String { head(["what", "at most", "wanted", "measured", ""]) }

    /// The same for figures without marks.
    static var headOfMeasurements: String { head(["what", "", "", "measured", ""]) }

    /// Titles, and the line below them.
    static func head(_ titles: [String], _ widths: [Int] = widths) -> String {
        let rule = "|" + widths.map { String(repeating: "-", count: $0 + 2) + "|" }.joined()
        return line(titles, widths) + "\n" + rule
    }

    /// One figure.
    static func line(of figure: Figure) -> String {
        line([figure.what, figure.peer, figure.mark, figure.measured, figure.verdict])
    }

    /// One time.
    static func line(of timing: Timing) -> String {
        line([timing.what, timing.limitText, timing.wishText, timing.measured, timing.verdict])
    }

    /// One figure without a mark.
    static func line(of measurement: Measurement) -> String { line([measurement.what, "", "", measurement.measured, ""]) }

    /// Cells in columns of so many characters, all but the first set to the right.
    static func line(_ cells: [String], _ widths: [Int] = widths) -> String {
        let padded = zip(cells, widths).enumerated().map { index, cell in
            let space = String(repeating: " ", count: max(0, cell.1 - cell.0.count))
            return index == 0 ? cell.0 + space : space + cell.0
        }
        return "| " + padded.joined(separator: " | ") + " |"
    }
}
