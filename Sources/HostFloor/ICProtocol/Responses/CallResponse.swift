/// The answer to a call (Interface Specification, "Request: Call" and "Request: Asynchronous Call").
public enum CallResponse: Hashable, Sendable {
    /// The call came to its end, be it a reply or a rejection: this certificate, in CBOR, tells which.
    case replied(certificate: [UInt8])
    /// The call was refused before it got into the subnet; nothing certifies that.
    case nonReplicatedRejection(Rejection)
    /// The call is taken; its end is to be read from the state.
    case accepted

    /// The versions of the address for calls.
    public enum Version: Int, Hashable, Sendable, CaseIterable {
        /// `/api/v2`, which does not wait for the end.
        case v2 = 2
        /// `/api/v3`, which waits for the end for a while.
        case v3 = 3
        /// `/api/v4`, the same; certificates have canister ranges in shards.
        case v4 = 4
    }

    /// The answer over HTTP. A certificate is no answer at version 2, which says that the call was accepted instead.
    public func answer(at version: Version) -> HTTPAnswer {
        var fields = StructuredMap()
        switch self {
        case .accepted: return HTTPAnswer(status: 202, body: [])
        case .replied(let certificate):
            if version == .v2 { return HTTPAnswer(status: 202, body: []) }
            fields = ["status": .text("replied"), "certificate": .blob(certificate)]
        case .nonReplicatedRejection(let rejection):
            if version != .v2 { fields.append("status", .text("non_replicated_rejection")) }
            rejection.append(to: &fields)
        }
        return HTTPAnswer(status: 200, body: fields.encoded)
    }

    /// Reads the answer of any version.
    public init(decoding answer: HTTPAnswer, limits: MessageLimits = MessageLimits()) throws(MessageError) {
        if answer.status == 202 {
            self = .accepted
            return
        }
        guard answer.status == 200 else {
            throw MessageError(field: "", problem: .httpStatus(found: answer.status, expected: [200, 202]))
        }
        var reader = try MessageReader(answer.body, limits: limits)
        var status: String?
        var certificate: [UInt8]?
        var rejection = RejectionFields()
        try reader.message { reader, name throws(MessageError) in
            switch name {
            case "status": status = try reader.text()
            case "certificate": certificate = try reader.bytes()
            default: try rejection.read(name, from: &reader)
            }
        }
        switch status {
        case "replied": self = .replied(certificate: try reader.required(certificate, "certificate"))
        // Version 2 has no status.
        case "non_replicated_rejection", nil: self = .nonReplicatedRejection(try rejection.rejection(reader))
        case let other?:
            throw reader.error(
                .unexpectedText(found: other, expected: ["replied", "non_replicated_rejection"]), at: "status")
        }
    }
}
