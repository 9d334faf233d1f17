/// A request that is no upgrade.
public struct PlainHTTPRequest: Sendable, Hashable {
    /// `GET` for a `HEAD` too, whose answer goes without its body.
    public let method: String
    /// The path, without a query.
    public let path: String
    /// The field `Host`, as it came; nil where there is none, or more than one.
    public let host: String?

    /// Puts them together.
    public init(method: String, path: String, host: String?) {
        self.method = method
        self.path = path
        self.host = host
    }
}
