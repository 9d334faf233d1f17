import Candid
import CanisterExecution

extension Subnet {
    /// A subnet for tests: with a roomy log.
    ///
    /// - Parameter time: at the start, in nanoseconds since 1970.
    public static func forTests(time: UInt64 = 1_700_000_000_000_000_000) -> Subnet {
        var limits = ResourceLimits()
        limits.log = 1024 * 1024
        return Subnet(SubnetConfiguration(id: .testUser(.max), time: time, limits: limits))
    }
}

extension Duration {
    /// Whole nanoseconds, 0 for what is negative.
    var nanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        return UInt64(seconds) &* 1_000_000_000 &+ UInt64(attoseconds) / 1_000_000_000
    }
}
