import NIOCore

/// What a close frame says (RFC 6455, sections 5.5.1 and 7.4).
struct ClosePayload: Hashable {
    /// None where the frame was empty.
    let code: UInt16?
    let reason: String

    /// Most bytes of a reason: a control frame has at most 125, two of them are the code.
    static let maximumReasonSize = 123

    /// For a frame to send. A reason that is too long is cut.
    init(code: UInt16, reason: String) {
        self.code = code
        var reason = reason
        while reason.utf8.count > Self.maximumReasonSize { reason.removeLast() }
        self.reason = reason
    }

    /// What a peer sent.
    init(_ payload: ByteBuffer) throws(FrameViolation) {
        var payload = payload
        guard payload.readableBytes > 0 else {
            code = nil
            reason = ""
            return
        }
        guard let code = payload.readInteger(as: UInt16.self) else {
            throw .protocolError("a close frame of one byte")
        }
        guard Self.isSendable(code) else { throw .protocolError("a close frame with the code \(code)") }
        guard let reason = String(validating: payload.readableBytesView, as: UTF8.self) else {
            throw .invalidReason
        }
        self.code = code
        self.reason = reason
    }

    var bytes: ByteBuffer {
        var buffer = ByteBuffer()
        if let code {
            buffer.writeInteger(code)
            buffer.writeString(reason)
        }
        return buffer
    }

    /// Whether a close frame may have a code: not if it is kept for what no frame says, or not given to anything.
    static func isSendable(_ code: UInt16) -> Bool {
        switch code {
        case 1000...1003, 1007...1014, 3000...4999: true
        default: false
        }
    }
}
