/// One time that the benchmark measured, in milliseconds.
struct Timing {
    let what: String
    let milliseconds: Double
    /// The most that is acceptable, and what is wanted; `nil` where nobody asked.
    var limit, wish: Double?

    var limitText: String { limit.map(Self.text) ?? "" }
    var wishText: String { wish.map(Self.text) ?? "" }
    var measured: String { Self.text(milliseconds) }

    var verdict: String {
        guard let limit, let wish else { return "" }
        return milliseconds <= wish ? "ok" : milliseconds <= limit ? "slow" : "SLOW"
    }

    /// With two decimal places.
    static func text(_ milliseconds: Double) -> String {
        let hundredths = Int((milliseconds * 100).rounded())
        let decimals = String(hundredths % 100 + 100).dropFirst()
        return "\(hundredths / 100).\(decimals) ms"
    }
}
