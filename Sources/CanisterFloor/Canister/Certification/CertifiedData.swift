import SystemAPI

/// The 32 bytes that the subnet certifies for this canister: section "Certified data" of the IC interface
/// specification.
public enum CertifiedData {
    /// Sets the canister's certified data. The last call in an execution counts; it takes effect when that commits.
    ///
    /// Traps in queries and beyond 32 bytes.
    public static func set(_ bytes: UnsafeRawBufferPointer) {
        ic0_certified_data_set(bytes.baseAddress, bytes.count)
    }

    /// Certifies nothing, as after installation. An upgrade to a generated service without a site and WebSockets begins
    /// so, since the system keeps what the code before certified, and none of that needs to hold: what an author
    /// certifies is to be set again in `restore(from:)` or `onUpgrade`.
    ///
    /// Traps in queries.
    public static func clear() { ic0_certified_data_set(nil, 0) }

    /// Whether this is a query that can hand out a certificate: a query of this canister itself, not replicated.
    public static var hasCertificate: Bool { ic0_data_certificate_present() == 1 }

    /// Bytes of the certificate; traps where ``hasCertificate`` is false.
    public static var certificateSize: Int { ic0_data_certificate_size() }

    /// The certificate that reveals this canister's certified data, or nil where ``hasCertificate`` is false.
    public static var certificate: [UInt8]? {
        guard hasCertificate else { return nil }
        return systemBytes(size: ic0_data_certificate_size(), copy: ic0_data_certificate_copy)
    }
}
