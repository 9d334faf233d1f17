/// Why a call or query was not answered (Interface Specification, "Reject codes").
public struct Rejection: Hashable, Sendable {
    /// What kind of reason it is: 1 to 6.
    public var code: UInt64

    /// The reason in words.
    public var message: String

    /// A finer code, such as `IC0503`; implementations choose them.
    public var errorCode: String?

    /// Puts them together.
    public init(code: UInt64, message: String, errorCode: String? = nil) {
        self.code = code
        self.message = message
        self.errorCode = errorCode
    }

    func append(to fields: inout StructuredMap) {
        fields.append("reject_code", .natural(code))
        fields.append("reject_message", .text(message))
        fields.append("error_code", errorCode.map { .text($0) })
    }
}

/// The fields of a rejection, as they are read from a map with others.
struct RejectionFields {
    private var code: UInt64?
    private var message: String?
    private var errorCode: String?

    /// Reads a field if it is one of a rejection's, else passes over it.
    mutating func read(_ name: String, from reader: inout MessageReader) throws(MessageError) {
        switch name {
        case "reject_code": code = try reader.natural()
        case "reject_message": message = try reader.text()
        case "error_code": errorCode = try reader.optional { reader throws(MessageError) in try reader.text() }
        default: try reader.skip()
        }
    }

    func rejection(_ reader: MessageReader) throws(MessageError) -> Rejection {
        Rejection(
            code: try reader.required(code, "reject_code"), message: try reader.required(message, "reject_message"),
            errorCode: errorCode)
    }
}
