import Candid

/// A request as a gateway hands it to a canister's `http_request`: `HttpRequest` of the HTTP Gateway Protocol
/// Specification, "HTTP Request Encoding".
///
/// Headers and body are skipped, as a site answers by the path alone.
public struct HTTPRequest: Hashable, Sendable {
    /// The method, in upper case.
    public var method: Text
    /// Path and query, percent-encoded.
    public var url: Text
    /// The newest version of certification that the gateway knows; `nil` where it says nothing, which stands for 1.
    public var certificateVersion: UInt16?

    /// A request for the whole of what stands at a URL.
    public init(method: Text = "GET", url: Text, certificateVersion: UInt16? = 2) {
        (self.method, self.url, self.certificateVersion) = (method, url, certificateVersion)
    }
}

extension HTTPRequest: CandidDecodable {
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        url = try decoder.field(5_843_823, "url", of: &fields)
        method = try decoder.field(156_956_385, "method", of: &fields)
        certificateVersion = try decoder.field(1_661_892_784, "certificate_version", of: &fields)
        try decoder.end(&fields)
    }
}
