import Candid
import CanisterExecution
import ICCertificates

extension Subnet {
    /// A subnet for tests: with a roomy log, and with certificates of certified data that have the real form and no
    /// real signature (``TestCertificateSigner``).
    ///
    /// - Parameter time: at the start, in nanoseconds since 1970.
    public static func forTests(time: UInt64 = 1_700_000_000_000_000_000) -> Subnet {
        var limits = ResourceLimits()
        limits.log = 1024 * 1024
        let signer = TestCertificateSigner()
        let subnet = Subnet(
            SubnetConfiguration(id: .testUser(.max), rootKey: signer.rootKey, time: time, limits: limits))
        subnet.certifyData(with: signer)
        return subnet
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
