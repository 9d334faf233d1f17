import NIOCore
import NIOWebSocket

/// Puts messages together that come in several frames (RFC 6455, section 5.4).
struct MessageAssembly {
    private let limits: FrameLimits
    private var parts: [UInt8] = []
    private var count = 0

    init(limits: FrameLimits) { self.limits = limits }

    /// Takes a data frame.
    ///
    /// - Returns: the message that it completes.
    mutating func take(_ frame: WebSocketFrame) throws(FrameViolation) -> [UInt8]? {
        switch (frame.opcode, count > 0) {
        case (.text, _): throw .textFrame
        case (.continuation, false): throw .protocolError("a continuation frame where no message was begun")
        case (.binary, true): throw .protocolError("a new message before the end of the last one")
        default: break
        }
        guard count < limits.maximumFragmentCount else {
            throw .tooManyFragments(limit: limits.maximumFragmentCount)
        }
        let size = frame.length
        guard size <= limits.maximumMessageSize - parts.count else {
            throw .messageTooBig(limit: limits.maximumMessageSize)
        }
        let data = frame.unmaskedData
        if frame.fin, count == 0 { return [UInt8](buffer: data) }
        parts.append(contentsOf: data.readableBytesView)
        count += 1
        guard frame.fin else { return nil }
        defer {
            parts = []
            count = 0
        }
        return parts
    }
}
