import Bytes
import Candid

/// A request as a gateway hands it to a canister's `http_request`, without headers and body.
public struct HTTPTestRequest: Sendable, CandidEncodable {
    /// In upper case.
    public var method: String
    /// Path and query, percent-encoded.
    public var url: String
    /// The version of certification that is asked for; `nil` for a gateway that knows none.
    public var certificateVersion: UInt16?

    public init(_ method: String = "GET", _ url: String, certificateVersion: UInt16? = 2) {
        (self.method, self.url, self.certificateVersion) = (method, url, certificateVersion)
    }

    /// `HttpRequest` of the HTTP Gateway Protocol Specification.
    public static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(5_843_823, String.self)  // url
            table.field(156_956_385, String.self)  // method
            table.field(1_092_319_906, [UInt8].self)  // body
            table.field(1_661_489_734, [Tuple2<String, String>].self)  // headers
            table.field(1_661_892_784, UInt16?.self)  // certificate_version
        }
    }

    public func encode(into writer: inout ByteWriter) {
        url.encode(into: &writer)
        method.encode(into: &writer)
        [UInt8]().encode(into: &writer)
        [Tuple2<String, String>]().encode(into: &writer)
        certificateVersion.encode(into: &writer)
    }
}
