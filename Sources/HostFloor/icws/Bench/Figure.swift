/// One line of the benchmark's table.
struct Figure {
    let what: String
    /// What the released Rust library takes.
    let peer: String
    /// The most that we allow ourselves.
    let limit: UInt64
    let value: UInt64
    var unit = ""

    var mark: String { "< \(grouped(limit))\(unit)" }
    var measured: String { "\(grouped(value))\(unit)" }
    var isReached: Bool { value < limit }
    var verdict: String { isReached ? "ok" : "MISSED" }
}

/// The logarithm that bounds of growth use, rounded up; 0 for 0 and 1.
func log2(_ count: Int) -> UInt64 {
    UInt64(count <= 1 ? 0 : Int.bitWidth - (count - 1).leadingZeroBitCount)
}
