/// What stands before all that is signed, so that a signature for one purpose cannot serve another (Interface
/// Specification, "Signatures"). The first byte is the length of the rest.
public enum DomainSeparator {
    /// Before a request id.
    public static let request = separator("ic-request")
    /// Before the hash of a delegation.
    public static let delegation = separator("ic-request-auth-delegation")
    /// Before the hash of a response to a query.
    public static let response = separator("ic-response")

    private static func separator(_ text: String) -> [UInt8] { [UInt8(text.utf8.count)] + [UInt8](text.utf8) }
}
