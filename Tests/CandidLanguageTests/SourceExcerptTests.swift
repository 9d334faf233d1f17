import CandidLanguage
import Testing

@Suite("The place of an error in its line")
struct SourceExcerptTests {
    private func excerpt(_ text: String, _ line: Int, _ column: Int) -> String? {
        SourceExcerpt.of(text, at: SourceLocation(file: "", line: line, column: column))
    }

    @Test("has a caret below it, whatever stands before it")
    func caret() {
        #expect(excerpt("(nat)", 1, 2) == "    (nat)\n     ^")
        #expect(excerpt("a\r\n\t\"größe\" x\n", 2, 10) == "     \"größe\" x\n             ^")
        #expect(excerpt("(nat", 1, 5) == "    (nat\n        ^")
        #expect(excerpt("", 1, 1) == "    \n    ^")
    }

    @Test("is shown with what is around it where the line is long")
    func longLines() throws {
        let text = String(repeating: "x", count: 300) + "?" + String(repeating: "y", count: 300)
        let lines = try #require(excerpt(text, 1, 301)).split(separator: "\n").map { Array($0) }
        #expect(lines[0].count == SourceExcerpt.width + 4 + 2)
        #expect(lines[0][lines[1].count - 1] == "?")
        #expect(lines[0].first { $0 != " " } == "…" && lines[0].last == "…")
    }

    @Test("is nothing where the text has no such place")
    func noSuchPlace() {
        #expect(excerpt("a", 2, 1) == nil)
        #expect(excerpt("a", 0, 0) == nil)
        #expect(excerpt("a", 1, 100) == "    a\n     ^")
    }
}
