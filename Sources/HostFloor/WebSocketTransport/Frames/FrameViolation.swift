/// Why a connection has to be closed for what its peer sent: the close code of RFC 6455, section 7.4, and a text.
struct FrameViolation: Error, Hashable {
    let code: UInt16
    let text: String

    static func protocolError(_ text: String) -> FrameViolation { FrameViolation(code: 1002, text: text) }
    static let textFrame = FrameViolation(code: 1003, text: "a text frame: only binary ones are taken")
    static let invalidReason = FrameViolation(code: 1007, text: "the reason of a close frame is not UTF-8")

    static func messageTooBig(limit: Int) -> FrameViolation {
        FrameViolation(code: 1009, text: "a message of more than \(limit) bytes")
    }

    static func tooManyFragments(limit: Int) -> FrameViolation {
        FrameViolation(code: 1009, text: "a message in more than \(limit) frames")
    }
}
