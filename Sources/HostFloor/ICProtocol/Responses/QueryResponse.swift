import Candid

/// The answer to a query (Interface Specification, "Request: Query call").
public struct QueryResponse: Hashable, Sendable {
    /// What came out.
    public var outcome: Outcome

    /// The signatures of nodes, one as a rule.
    public var signatures: [NodeSignature]

    /// Puts them together.
    public init(_ outcome: Outcome, signatures: [NodeSignature]) {
        self.outcome = outcome
        self.signatures = signatures
    }

    /// What comes out of a query.
    public enum Outcome: Hashable, Sendable {
        /// The canister replied with these bytes.
        case replied([UInt8])
        /// The canister, or the system for it, rejected.
        case rejected(Rejection)

        var fields: StructuredMap {
            switch self {
            case .replied(let reply):
                return ["status": .text("replied"), "reply": .map(["arg": .blob(reply)])]
            case .rejected(let rejection):
                var fields: StructuredMap = ["status": .text("rejected")]
                rejection.append(to: &fields)
                return fields
            }
        }

        /// What a node signs: the domain separator and the hash of the outcome with a time and the query's id.
        ///
        /// - Parameter timestamp: nanoseconds since 1970.
        public func signedBytes(timestamp: UInt64, requestID: RequestID) -> [UInt8] {
            var fields = fields
            fields.append("timestamp", .natural(timestamp))
            fields.append("request_id", .blob(requestID.bytes))
            return DomainSeparator.response + fields.hash.bytes
        }
    }

    /// The word of one node for an answer.
    public struct NodeSignature: Hashable, Sendable {
        /// When it signed, in nanoseconds since 1970.
        public var timestamp: UInt64
        /// The signature: 64 bytes.
        public var signature: [UInt8]
        /// The node.
        public var node: Principal

        /// Puts them together.
        public init(timestamp: UInt64, signature: [UInt8], node: Principal) {
            self.timestamp = timestamp
            self.signature = signature
            self.node = node
        }

        var fields: StructuredMap {
            ["timestamp": .natural(timestamp), "signature": .blob(signature), "identity": .blob(node.bytes)]
        }
    }

    /// The body of the HTTP answer, whose status is 200.
    public var encoded: [UInt8] {
        var fields = outcome.fields
        fields.append("signatures", .array(signatures.map { .map($0.fields) }))
        return fields.encoded
    }

    /// Reads the body of an HTTP answer.
    public init(decoding bytes: [UInt8], limits: MessageLimits = MessageLimits()) throws(MessageError) {
        var reader = try MessageReader(bytes, limits: limits)
        var status: String?
        var reply: [UInt8]?
        var rejection = RejectionFields()
        var signatures: [NodeSignature] = []
        try reader.message { reader, name throws(MessageError) in
            switch name {
            case "status": status = try reader.text()
            case "reply":
                reply = try reader.bytesInMap("arg")
            case "signatures":
                signatures = try reader.array { reader throws(MessageError) in try NodeSignature(from: &reader) }
            default: try rejection.read(name, from: &reader)
            }
        }
        let found = try reader.required(status, "status")
        switch found {
        case "replied": self.init(.replied(try reader.required(reply, "reply")), signatures: signatures)
        case "rejected": self.init(.rejected(try rejection.rejection(reader)), signatures: signatures)
        default:
            throw reader.error(.unexpectedText(found: found, expected: ["replied", "rejected"]), at: "status")
        }
    }
}

extension QueryResponse.NodeSignature {
    fileprivate init(from reader: inout MessageReader) throws(MessageError) {
        var timestamp: UInt64?
        var signature: [UInt8]?
        var node: Principal?
        try reader.map { reader, name throws(MessageError) in
            switch name {
            case "timestamp": timestamp = try reader.natural()
            case "signature": signature = try reader.bytes()
            case "identity": node = try reader.principal()
            default: try reader.skip()
            }
        }
        self.init(
            timestamp: try reader.required(timestamp, "timestamp"),
            signature: try reader.required(signature, "signature"), node: try reader.required(node, "identity"))
    }
}

extension MessageReader {
    /// Reads a map of which one field, of bytes, matters.
    mutating func bytesInMap(_ wanted: String) throws(MessageError) -> [UInt8] {
        var bytes: [UInt8]?
        try map { reader, name throws(MessageError) in
            if name == wanted { bytes = try reader.bytes() } else { try reader.skip() }
        }
        return try required(bytes, wanted)
    }
}
