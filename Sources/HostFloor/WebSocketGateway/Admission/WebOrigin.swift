/// Where a page in a browser came from: scheme, host, port (RFC 6454).
public struct WebOrigin: Sendable, Hashable, CustomStringConvertible {
    /// In small letters, without the port where it is the scheme's own.
    public let description: String

    /// Reads `https://example.com` or `http://localhost:3000`; `null` is the origin of pages that have none.
    public init?(_ text: String) {
        let text = text.lowercased()
        if text == "null" {
            description = text
            return
        }
        guard let mark = text.range(of: "://"), !text[..<mark.lowerBound].isEmpty else { return nil }
        let scheme = text[..<mark.lowerBound]
        let authority = text[mark.upperBound...]
        guard !authority.isEmpty, authority.allSatisfy({ $0.isASCII && !"/?#@ ".contains($0) }) else { return nil }
        let usualPort = ["http": ":80", "https": ":443"][scheme]
        let isUsual = usualPort.map { authority.hasSuffix($0) } ?? false
        description = "\(scheme)://\(isUsual ? authority.dropLast(usualPort?.count ?? 0) : authority)"
    }
}
