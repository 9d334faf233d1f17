import Candid
import CanisterExecution
import ICCertificates

extension Subnet {
    /// A subnet for tests: with a roomy log, and with certificates of certified data that have the real form and no
    /// real signature (``TestCertificateSigner``).
    ///
    /// ```swift
    /// let subnet = Subnet.forTests()
    /// let shop = try TestCanister(Shop.self, on: subnet)
    /// let bank = try TestCanister(Bank.self, on: subnet)
    /// ```
    ///
    /// - Parameters:
    ///   - time: at the start, in nanoseconds since 1970.
    ///   - randomSeed: what the management canister's `raw_rand` follows from: with the same seed and the same calls
    ///     it gives the same bytes.
    public static func forTests(time: UInt64 = 1_700_000_000_000_000_000, randomSeed: UInt64 = 0) -> Subnet {
        let subnet = Subnet(.forTests(time: time, randomSeed: randomSeed))
        subnet.certifyData(with: TestCertificateSigner())
        return subnet
    }
}

extension SubnetConfiguration {
    /// What ``CanisterExecution/Subnet/forTests(time:randomSeed:)`` sets a subnet up with.
    public static func forTests(
        time: UInt64 = 1_700_000_000_000_000_000, randomSeed: UInt64 = 0
    ) -> SubnetConfiguration {
        var limits = ResourceLimits()
        limits.log = 1024 * 1024
        return SubnetConfiguration(
            id: .testUser(.max), rootKey: TestCertificateSigner().rootKey, time: time, limits: limits,
            randomSeed: randomSeed)
    }
}

extension Duration {
    /// Whole nanoseconds: 0 for what is negative, the greatest number for what is longer (584 years).
    var nanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        let (whole, isTooLong) = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, isTooLarge) = whole.addingReportingOverflow(UInt64(attoseconds) / 1_000_000_000)
        return isTooLong || isTooLarge ? .max : sum
    }
}
