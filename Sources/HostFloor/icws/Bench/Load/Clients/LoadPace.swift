/// When messages are due that are sent in even steps, whatever becomes of them: what is sent late counts from when it
/// was due, or a sender that is held up would hide what it waited for.
struct LoadPace {
    /// On the clock that only goes on, in nanoseconds.
    let start, end: UInt64
    let perSecond: Double

    /// How many are due before the end.
    var count: Int { Int(Double(end - min(start, end)) / 1_000_000_000 * perSecond) }

    /// When one is due; the first, number 0, at the start.
    func due(_ number: Int) -> UInt64 { start + UInt64(Double(number) / perSecond * 1_000_000_000) }
}
