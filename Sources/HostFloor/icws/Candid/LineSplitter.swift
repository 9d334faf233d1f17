/// Splits what comes in pieces into lines, each of limited length.
struct LineSplitter {
    enum Line: Equatable {
        case whole([UInt8])
        /// It has more bytes than the limit; they are gone.
        case tooLong
    }

    private let limit: Int
    private var open: [UInt8] = []
    private var isTooLong = false

    init(limit: Int) { self.limit = limit }

    /// Takes a piece, and gives the lines that it ends, without their ends.
    mutating func take(_ piece: some Collection<UInt8>) -> [Line] {
        var lines: [Line] = []
        var rest = piece[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            append(rest[..<end])
            lines.append(finish())
            rest = rest[rest.index(after: end)...]
        }
        append(rest)
        return lines
    }

    /// The last line, where no end stands behind it.
    mutating func end() -> Line? { open.isEmpty && !isTooLong ? nil : finish() }

    private mutating func append(_ bytes: some Collection<UInt8>) {
        guard !isTooLong else { return }
        if bytes.count > limit - open.count {
            isTooLong = true
            open = []
        } else {
            open.append(contentsOf: bytes)
        }
    }

    private mutating func finish() -> Line {
        defer {
            open = []
            isTooLong = false
        }
        return isTooLong ? .tooLong : .whole(open)
    }
}
