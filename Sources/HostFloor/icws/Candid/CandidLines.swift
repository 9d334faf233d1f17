import Foundation

/// `icws candid --lines`: a line of JSON is answered with one, in the order in which they come.
enum CandidLines {
    /// The most bytes of a line.
    static let lineLimit = 8 << 20

    /// Answers standard input until it ends. Each answer is written at once.
    static func run() throws {
        var splitter = LineSplitter(limit: lineLimit)
        while true {
            let piece = FileHandle.standardInput.availableData
            if piece.isEmpty { break }
            for line in splitter.take(piece) { try write(answer(to: line)) }
        }
        if let line = splitter.end() { try write(answer(to: line)) }
    }

    /// The answer to a line; nil to one of spaces alone.
    static func answer(to line: LineSplitter.Line) -> String? {
        guard case .whole(let bytes) = line else {
            return CandidAnswer.failed(
                CandidFailure(.usage, "the line has more than \(lineLimit) bytes: expected no more")
            ).json
        }
        guard bytes.contains(where: { $0 != 0x20 && !(0x09...0x0d).contains($0) }) else { return nil }
        do throws(CandidFailure) { return try CandidRequest(line: bytes).answer().json } catch {
            return CandidAnswer.failed(error).json
        }
    }

    private static func write(_ answer: String?) throws {
        guard let answer else { return }
        try FileHandle.standardOutput.write(contentsOf: Data((answer + "\n").utf8))
    }
}
