/// A length of time, in nanoseconds.
public struct TimeSpan: Hashable, Comparable, Sendable {
    /// Its length.
    public var nanoseconds: UInt64

    /// A number of nanoseconds.
    public static func nanoseconds(_ count: UInt64) -> TimeSpan {
        TimeSpan(nanoseconds: count)
    }

    /// A number of milliseconds; what is too long for 64 bits of nanoseconds (584 years) becomes the longest span.
    public static func milliseconds(_ count: UInt64) -> TimeSpan {
        TimeSpan(nanoseconds: saturating(count, times: 1_000_000))
    }

    /// A number of seconds; what is too long for 64 bits of nanoseconds (584 years) becomes the longest span.
    public static func seconds(_ count: UInt64) -> TimeSpan {
        TimeSpan(nanoseconds: saturating(count, times: 1_000_000_000))
    }

    public static func < (left: TimeSpan, right: TimeSpan) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    private static func saturating(_ count: UInt64, times unit: UInt64) -> UInt64 {
        let (product, overflow) = count.multipliedReportingOverflow(by: unit)
        return overflow ? .max : product
    }
}
