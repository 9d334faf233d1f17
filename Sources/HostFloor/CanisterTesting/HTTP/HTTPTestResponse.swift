import Candid

/// What a canister's `http_request` answered: `HttpResponse` of the HTTP Gateway Protocol Specification.
public struct HTTPTestResponse: Sendable, CandidDecodable {
    public let status: UInt16
    /// Names and values, in the order in which they came.
    public let headers: [(name: String, value: String)]
    public let body: [UInt8]

    /// The body as a text.
    public var text: String { String(decoding: body, as: UTF8.self) }

    /// The value of the header of a name, in whatever case the two are written; `nil` where there is none.
    public func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        body = try decoder.field(1_092_319_906, "body", of: &fields)
        let pairs: [Tuple2<String, String>] = try decoder.field(1_661_489_734, "headers", of: &fields)
        headers = pairs.map { ($0.first, $0.second) }
        status = try decoder.field(3_475_804_314, "status_code", of: &fields)
        try decoder.end(&fields)
    }
}
