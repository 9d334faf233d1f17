/// The answer to a request that is no upgrade.
public struct PlainHTTPAnswer: Sendable, Hashable {
    /// The status, 200 to 599.
    public let status: Int
    /// The type of the body.
    public let type: String
    /// The body.
    public let body: [UInt8]

    /// Makes an answer.
    public init(status: Int, type: String = "text/plain; charset=utf-8", body: [UInt8]) {
        self.status = status
        self.type = type
        self.body = body
    }

    /// Makes an answer of text.
    public init(status: Int, type: String = "text/plain; charset=utf-8", text: String) {
        self.init(status: status, type: type, body: Array(text.utf8))
    }
}
