import Candid

// Arguments, caller and rejects: what a message says (interface specification, "Ingress message data").
extension Execution {
    func readMessage(_ call: SystemCall<some GuestMemory>) throws(Trap) -> UInt64 {
        switch call.function {
        case .msgArgDataSize: return UInt64(message.argument.count)
        case .msgArgDataCopy: return try call.copyOut(message.argument)
        case .msgCallerSize: return UInt64(message.caller.count)
        case .msgCallerCopy: return try call.copyOut(message.caller.bytes)
        // No envelope here carries `sender_info`.
        case .msgCallerInfoDataSize, .msgCallerInfoSignerSize: return 0
        case .msgCallerInfoDataCopy, .msgCallerInfoSignerCopy: return try call.copyOut([])
        case .msgRejectCode: return UInt64(message.rejectCode)
        case .msgRejectMsgSize: return UInt64(message.rejectMessage.count)
        case .msgRejectMsgCopy: return try call.copyOut(message.rejectMessage)
        case .msgDeadline: return message.deadline
        case .msgMethodNameSize: return UInt64(message.methodName.count)
        case .msgMethodNameCopy: return try call.copyOut(message.methodName)
        default: throw call.misrouted
        }
    }
}
