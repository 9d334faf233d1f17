import NIOHTTP1

/// What the opening handshake of a client told.
public struct HandshakeFacts: Sendable, Hashable {
    /// Where the client is, as far as trusted proxies know; nil if the socket has no address.
    public let address: NetworkAddress?

    /// The page that a browser opened the connection for, `https://example.com`. Other clients send none.
    public let origin: String?

    /// The path and query that were asked for.
    public let path: String

    /// Puts them together.
    public init(address: NetworkAddress?, origin: String?, path: String) {
        self.address = address
        self.origin = origin
        self.path = path
    }

    init(_ head: HTTPRequestHead, from peer: NetworkAddress?, proxies: TrustedProxies) {
        address = peer.map { proxies.client(of: $0, forwardedFor: head.headers["X-Forwarded-For"]) }
        origin = head.headers.first(name: "Origin")
        path = head.uri
    }
}
