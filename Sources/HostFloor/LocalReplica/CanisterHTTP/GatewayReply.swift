import Candid

/// What a canister makes of a request over HTTP (HTTP Gateway Protocol Specification, "HTTP Response Decoding").
struct GatewayReply {
    var status: UInt16
    var headers: [GatewayRequest.Header]
    var body: [UInt8]
    /// Whether the request is to be sent again as an update. Nothing else is looked at then.
    var isToBeUpdate: Bool
    /// Where the rest of the body is, if there is more.
    var streaming: StreamingStrategy?
}

extension GatewayReply: CandidDecodable {
    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        body = try decoder.field(1_092_319_906, "body", of: &fields)
        headers = try decoder.field(1_661_489_734, "headers", of: &fields)
        let upgrade: Bool? = try decoder.field(1_664_201_884, "upgrade", of: &fields)
        isToBeUpdate = upgrade ?? false
        streaming = try decoder.field(3_427_158_832, "streaming_strategy", of: &fields)
        status = try decoder.field(3_475_804_314, "status_code", of: &fields)
        try decoder.end(&fields)
    }
}

/// Where the rest of a body is: a method that is asked with a token ("Response Body Streaming").
struct StreamingStrategy {
    var canister: Principal
    var method: String
    var token: OpaqueValue
}

extension StreamingStrategy: CandidDecodable {
    /// Of the variants that there may be, `Callback` is the only one.
    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        let tag = try decoder.variant(type)
        guard tag.id == 1_488_475_621 else { throw decoder.unexpectedTag(tag.id) }
        var fields = try decoder.record(tag.type)
        token = try decoder.field(338_395_897, "token", of: &fields)
        let callback: MethodName = try decoder.field(2_131_139_013, "callback", of: &fields)
        (canister, method) = (callback.canister, callback.method)
        try decoder.end(&fields)
    }
}

/// A function of any type.
private struct MethodName: CandidDecodable {
    var canister: Principal
    var method: String

    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        let (principal, name) = try decoder.function(type)
        (canister, method) = (principal, name.string)
    }
}

/// A further piece of a body.
struct StreamedPiece {
    var body: [UInt8]
    /// What the next piece is asked for with; `nil` when this was the last.
    var token: OpaqueValue?
}

extension StreamedPiece: CandidDecodable {
    /// The specification has `opt StreamingCallbackHttpResponse`, and many canisters have the bare record: both are taken.
    /// What is there has to fit: if it counted as null, a body would end early and nobody would know.
    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        guard let held = try decoder.option(type) else {
            (body, token) = ([], nil)
            return
        }
        var fields = try decoder.record(held)
        token = try decoder.field(338_395_897, "token", of: &fields)
        body = try decoder.field(1_092_319_906, "body", of: &fields)
        try decoder.end(&fields)
    }
}
