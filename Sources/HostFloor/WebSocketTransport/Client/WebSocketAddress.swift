import Foundation

/// Where a WebSocket server is: `ws://host:port/path?query`, or `wss` (RFC 6455, section 3).
public struct WebSocketAddress: Sendable, Hashable, CustomStringConvertible {
    /// Whether the connection is TLS.
    public let isSecure: Bool
    /// A name, or an address; one of IPv6 without brackets.
    public let host: String
    /// 80, or 443 with TLS, where the text has none.
    public let port: Int
    /// With the query; at least `/`.
    public let path: String

    /// Reads an address.
    public init(_ text: String) throws(WebSocketConnectError) {
        func refused(_ reason: String) -> WebSocketConnectError { .invalidAddress("'\(text)': \(reason)") }
        guard let parts = URLComponents(string: text) else { throw refused("no URL") }
        switch parts.scheme?.lowercased() {
        case "ws": isSecure = false
        case "wss": isSecure = true
        default: throw refused("expected ws:// or wss://")
        }
        guard parts.user == nil, parts.password == nil else { throw refused("it has a user") }
        guard parts.fragment == nil else { throw refused("it has a fragment") }
        guard var host = parts.host, !host.isEmpty else { throw refused("it has no host") }
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        self.host = host
        port = parts.port ?? (isSecure ? 443 : 80)
        guard (1...65_535).contains(port) else { throw refused("the port is not 1 to 65535") }
        let query = parts.percentEncodedQuery.map { "?\($0)" } ?? ""
        path = (parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath) + query
    }

    /// The field `Host`: without the port where it is the usual one.
    var authority: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return port == (isSecure ? 443 : 80) ? name : "\(name):\(port)"
    }

    /// The URL.
    public var description: String { "\(isSecure ? "wss" : "ws")://\(authority)\(path)" }
}
