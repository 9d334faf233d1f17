import Bytes
import Candid

/// A request over HTTP as a canister gets it (HTTP Gateway Protocol Specification, "HTTP Request Encoding").
struct GatewayRequest: Hashable, Sendable {
    typealias Header = Tuple2<String, String>

    /// In upper case.
    var method: String
    /// Path and query, as they stand in the request's first line.
    var url: String
    var headers: [Header]
    var body: [UInt8]
    /// The version of certification that is asked for at most.
    var certificateVersion: UInt16? = 2
}

extension GatewayRequest: CandidEncodable {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(5_843_823, String.self)  // url
            table.field(156_956_385, String.self)  // method
            table.field(1_092_319_906, [UInt8].self)  // body
            table.field(1_661_489_734, [Header].self)  // headers
            table.field(1_661_892_784, UInt16?.self)  // certificate_version
        }
    }

    func encode(into writer: inout ByteWriter) {
        url.encode(into: &writer)
        method.encode(into: &writer)
        body.encode(into: &writer)
        headers.encode(into: &writer)
        certificateVersion.encode(into: &writer)
    }
}

/// The same for an update, which is told of no version.
struct GatewayUpdateRequest: CandidEncodable {
    var request: GatewayRequest

    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(5_843_823, String.self)  // url
            table.field(156_956_385, String.self)  // method
            table.field(1_092_319_906, [UInt8].self)  // body
            table.field(1_661_489_734, [GatewayRequest.Header].self)  // headers
        }
    }

    func encode(into writer: inout ByteWriter) {
        request.url.encode(into: &writer)
        request.method.encode(into: &writer)
        request.body.encode(into: &writer)
        request.headers.encode(into: &writer)
    }
}
