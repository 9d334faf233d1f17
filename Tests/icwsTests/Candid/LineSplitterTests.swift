import TestSupport
import Testing

@testable import icws

@Suite("What comes in pieces becomes lines")
struct LineSplitterTests {
    private func lines(_ pieces: [String], limit: Int = 100) -> [LineSplitter.Line] {
        var splitter = LineSplitter(limit: limit)
        var lines = pieces.flatMap { splitter.take(Array($0.utf8)) }
        if let last = splitter.end() { lines.append(last) }
        return lines
    }

    private func whole(_ texts: String...) -> [LineSplitter.Line] { texts.map { .whole(Array($0.utf8)) } }

    @Test("at their ends, the last without one")
    func ends() {
        #expect(lines([]) == [])
        #expect(lines(["a\nb\n"]) == whole("a", "b"))
        #expect(lines(["a\n\nb"]) == whole("a", "", "b"))
        #expect(lines(["{\"op\"", ":1}", "\n", "\n"]) == whole("{\"op\":1}", ""))
    }

    @Test("where one that is too long does not hide the next")
    func tooLong() {
        #expect(lines(["12345\n123456\n12345"], limit: 5) == whole("12345") + [.tooLong] + whole("12345"))
        #expect(lines(["123", "456", "7\nab\n"], limit: 5) == [.tooLong] + whole("ab"))
        #expect(lines(["123456"], limit: 5) == [.tooLong])
    }

    @Test("wherever the pieces are cut", arguments: 0..<50 as Range<UInt64>)
    func pieces(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let text = (0..<60).map { _ in ["a", "bc", "\n", "größe"][Int(random.next() % 4)] }.joined()
        var splitter = LineSplitter(limit: 10)
        var found: [LineSplitter.Line] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let piece = rest.prefix(Int(random.next() % 9))
            found += splitter.take(piece)
            rest = rest.dropFirst(piece.count)
        }
        if let last = splitter.end() { found.append(last) }
        #expect(found == lines([text], limit: 10))
    }
}
