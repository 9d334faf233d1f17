/// What goes over HTTP as an answer.
public struct HTTPAnswer: Hashable, Sendable {
    /// The status.
    public var status: Int

    /// The body: CBOR, or nothing.
    public var body: [UInt8]

    /// Puts them together.
    public init(status: Int, body: [UInt8]) {
        self.status = status
        self.body = body
    }
}
