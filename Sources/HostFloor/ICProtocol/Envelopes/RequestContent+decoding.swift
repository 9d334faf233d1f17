import Candid

extension RequestContent {
    init(from reader: inout MessageReader) throws(MessageError) {
        var fields = ContentFields()
        try reader.map { reader, name throws(MessageError) in try fields.read(name, from: &reader) }
        let kinds = Kind.allCases.map(\.rawValue)
        let type = try reader.required(fields.type, "request_type")
        guard let kind = Kind(rawValue: type) else {
            throw reader.error(.unexpectedText(found: type, expected: kinds), at: "request_type")
        }
        let terms = RequestTerms(
            sender: try reader.required(fields.sender, "sender"),
            ingressExpiry: try reader.required(fields.ingressExpiry, "ingress_expiry"), nonce: fields.nonce)
        switch kind {
        case .call: self = .call(try fields.canisterRequest(terms, reader))
        case .query: self = .query(try fields.canisterRequest(terms, reader))
        case .readState: self = .readState(try fields.readStateRequest(terms, reader))
        }
    }
}

/// The fields of all kinds of requests, as they are read: which belong together is known once `request_type` is.
private struct ContentFields {
    var type: String?
    var sender: Principal?
    var ingressExpiry: UInt64?
    var nonce: [UInt8]?
    private var canister: Principal?
    private var method: String?
    private var argument: [UInt8]?
    private var senderInfo: CanisterRequest.SenderInfo?
    private var paths: [[[UInt8]]]?

    mutating func read(_ name: String, from reader: inout MessageReader) throws(MessageError) {
        switch name {
        case "request_type": type = try reader.text()
        case "sender": sender = try reader.principal()
        case "ingress_expiry": ingressExpiry = try reader.natural()
        case "nonce": nonce = try reader.optional { reader throws(MessageError) in try reader.bytes() }
        case "canister_id": canister = try reader.principal()
        case "method_name": method = try reader.text()
        case "arg": argument = try reader.bytes()
        case "sender_info":
            senderInfo = try reader.optional { reader throws(MessageError) in
                try CanisterRequest.SenderInfo(from: &reader)
            }
        case "paths":
            paths = try reader.array { reader throws(MessageError) in
                try reader.array { reader throws(MessageError) in try reader.bytes() }
            }
        default: throw reader.error(.unknown)
        }
    }

    func canisterRequest(_ terms: RequestTerms, _ reader: MessageReader) throws(MessageError) -> CanisterRequest {
        if paths != nil { throw reader.error(.unknown, at: "paths") }
        return CanisterRequest(
            terms: terms, canister: try reader.required(canister, "canister_id"),
            method: try reader.required(method, "method_name"), argument: try reader.required(argument, "arg"),
            senderInfo: senderInfo)
    }

    func readStateRequest(_ terms: RequestTerms, _ reader: MessageReader) throws(MessageError) -> ReadStateRequest {
        if canister != nil { throw reader.error(.unknown, at: "canister_id") }
        if method != nil { throw reader.error(.unknown, at: "method_name") }
        if argument != nil { throw reader.error(.unknown, at: "arg") }
        if senderInfo != nil { throw reader.error(.unknown, at: "sender_info") }
        return ReadStateRequest(terms: terms, paths: try reader.required(paths, "paths"))
    }
}

extension CanisterRequest.SenderInfo {
    fileprivate init(from reader: inout MessageReader) throws(MessageError) {
        var info: [UInt8]?
        var signer: Principal?
        var signature: [UInt8]?
        try reader.map { reader, name throws(MessageError) in
            switch name {
            case "info": info = try reader.bytes()
            case "signer": signer = try reader.principal()
            case "sig": signature = try reader.bytes()
            default: throw reader.error(.unknown)
            }
        }
        self.init(
            info: try reader.required(info, "info"), signer: try reader.required(signer, "signer"),
            signature: try reader.required(signature, "sig"))
    }
}
