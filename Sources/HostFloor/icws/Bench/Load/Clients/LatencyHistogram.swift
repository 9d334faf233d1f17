import Foundation

/// Times, counted in classes each of which reaches 2 % further than the one before: small enough to be sent from
/// process to process, and to be added up.
struct LatencyHistogram: Codable {
    private var counts: [Int: Int] = [:]
    private(set) var count = 0

    private static let growth = 1.02

    mutating func add(nanoseconds: UInt64) {
        let index = Int((log(Double(max(nanoseconds, 1))) / log(Self.growth)).rounded(.up))
        counts[index, default: 0] += 1
        count += 1
    }

    mutating func add(_ other: LatencyHistogram) {
        counts.merge(other.counts, uniquingKeysWith: +)
        count += other.count
    }

    /// The time in milliseconds that so many hundredths of all do not exceed; nil where there are none.
    func percentile(_ percent: Int) -> Double? {
        var left = max(1, (count * percent + 99) / 100)
        for (index, count) in counts.sorted(by: { $0.key < $1.key }) {
            left -= count
            if left <= 0 { return pow(Self.growth, Double(index)) / 1_000_000 }
        }
        return nil
    }
}
