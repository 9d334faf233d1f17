// Replies and rejects (interface specification, "Responding").
extension Execution {
    func respond(_ call: SystemCall<some GuestMemory>) throws(Trap) -> UInt64 {
        switch call.function {
        case .msgReplyDataAppend:
            try checkResponse(call, adding: call[1])
            replyBuffer += try call.bytes(at: 0)
        case .msgReply:
            try checkResponse(call, adding: 0)
            give(.reply(replyBuffer))
            replyBuffer = []
        case .msgReject:
            replyBuffer = []
            try checkResponse(call, adding: call[1])
            guard let text = String(validating: try call.bytes(at: 0), as: UTF8.self) else {
                throw call.violation("the message is not valid UTF-8")
            }
            give(.reject(Reject(.canisterReject, text)))
        case .acceptMessage:
            guard !effects.acceptedMessage else { throw call.violation("the message was accepted already") }
            effects.acceptedMessage = true
        default: throw call.misrouted
        }
        return 0
    }

    private func checkResponse(_ call: SystemCall<some GuestMemory>, adding size: UInt64) throws(Trap) {
        guard message.needsResponse else {
            throw call.violation("no response is due: it was given already, or nobody asked for one")
        }
        guard effects.response == nil else { throw call.violation("the response was given already") }
        let limit = context.isReplicated ? limits.replicatedResponse : limits.queryResponse
        guard size <= UInt64(limit), UInt64(replyBuffer.count) + size <= UInt64(limit) else {
            throw call.violation(
                "application payload size (\(UInt64(replyBuffer.count).addingReportingOverflow(size).partialValue)) "
                    + "cannot be larger than \(limit)")
        }
    }

    private func give(_ response: CallResult) {
        effects.response = response
    }
}
