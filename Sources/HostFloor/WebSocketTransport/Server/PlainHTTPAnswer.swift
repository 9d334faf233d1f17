/// The answer to a request that is no upgrade.
public struct PlainHTTPAnswer: Sendable, Hashable {
    /// The status, 200 to 599.
    public let status: Int
    /// The type of the body.
    public let type: String
    /// Fields beside those that every answer has.
    public let fields: [String: String]
    /// The body.
    public let body: [UInt8]

    /// Makes an answer.
    public init(
        status: Int, type: String = "text/plain; charset=utf-8", fields: [String: String] = [:], body: [UInt8]
    ) {
        self.status = status
        self.type = type
        self.fields = fields
        self.body = body
    }

    /// Makes an answer of text.
    public init(
        status: Int, type: String = "text/plain; charset=utf-8", fields: [String: String] = [:], text: String
    ) {
        self.init(status: status, type: type, fields: fields, body: Array(text.utf8))
    }
}
