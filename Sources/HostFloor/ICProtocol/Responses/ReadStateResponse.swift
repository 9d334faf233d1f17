/// The answer to a request to read the state (Interface Specification, "Request: Read state").
public struct ReadStateResponse: Hashable, Sendable {
    /// The certificate, in CBOR.
    public var certificate: [UInt8]

    /// Makes an answer.
    public init(certificate: [UInt8]) { self.certificate = certificate }

    /// The body of the HTTP answer, whose status is 200.
    public var encoded: [UInt8] {
        let fields: StructuredMap = ["certificate": .blob(certificate)]
        return fields.encoded
    }

    /// Reads the body of an HTTP answer.
    public init(decoding bytes: [UInt8], limits: MessageLimits = MessageLimits()) throws(MessageError) {
        var reader = try MessageReader(bytes, limits: limits)
        var certificate: [UInt8]?
        try reader.message { reader, name throws(MessageError) in
            if name == "certificate" { certificate = try reader.bytes() } else { try reader.skip() }
        }
        self.init(certificate: try reader.required(certificate, "certificate"))
    }
}
