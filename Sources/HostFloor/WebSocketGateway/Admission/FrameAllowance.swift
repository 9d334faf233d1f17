/// How many frames a socket may send: so many at once, and so many a second for ever.
struct FrameAllowance {
    private let rate: Double
    private let burst: Double
    private var left: Double
    private var last: Duration

    /// - Parameter now: the time since any moment, the same one each time.
    init(framesPerSecond: Double, burst: Int, now: Duration) {
        rate = framesPerSecond
        self.burst = Double(burst)
        left = Double(burst)
        last = now
    }

    /// Takes one frame.
    ///
    /// - Returns: whether it may be.
    mutating func take(at now: Duration) -> Bool {
        let seconds = max(0, (now - last) / .seconds(1))
        last = max(last, now)
        left = min(burst, left + seconds * rate)
        guard left >= 1 else { return false }
        left -= 1
        return true
    }
}
