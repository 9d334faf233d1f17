/// The proxies whose word on a client's address is taken. What anybody else says of it is not looked at.
public struct TrustedProxies: Sendable, Hashable {
    /// Where they are.
    public var ranges: [AddressRange] = []

    /// Whether connections from there begin with a header of the PROXY protocol, version 1 or 2. Then one without is
    /// refused, as the protocol demands.
    public var useProxyProtocol = false

    /// Trusts nobody.
    public init() {}

    /// Whether an address is one of theirs.
    public func contains(_ address: NetworkAddress) -> Bool { ranges.contains { $0.contains(address) } }

    /// The client's address.
    ///
    /// - Parameters:
    ///   - peer: where the connection comes from.
    ///   - forwardedFor: the fields `X-Forwarded-For`: each proxy added where it was called from, so the last address
    ///     that is not a trusted proxy's is the last that can be believed.
    public func client(of peer: NetworkAddress, forwardedFor: [String]) -> NetworkAddress {
        guard contains(peer) else { return peer }
        var client = peer
        for text in forwardedFor.flatMap({ $0.split(separator: ",") }).reversed() {
            guard let address = Self.address(in: text) else { break }
            client = address
            guard contains(address) else { break }
        }
        return client
    }

    /// Some proxies write the port too: `192.0.2.1:1234`, `[2001:db8::1]:1234`.
    private static func address(in text: Substring) -> NetworkAddress? {
        let text = text.trimmingSpaces()
        if let address = NetworkAddress(text) { return address }
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            return NetworkAddress(String(text[text.index(after: text.startIndex)..<end]))
        }
        guard let colon = text.lastIndex(of: ":") else { return nil }
        return NetworkAddress(String(text[..<colon]))
    }
}

extension Substring {
    /// Without the blanks and tabs around it.
    func trimmingSpaces() -> String {
        func isSpace(_ character: Character) -> Bool { character == " " || character == "\t" }
        let start = drop(while: isSpace)
        let end = start.lastIndex { !isSpace($0) }
        return end.map { String(start[...$0]) } ?? ""
    }
}
