import BalancedTrees
import Bytes
import Certification
import SHA256

/// Responses by their paths under one root, each of which a gateway can verify by the canister's certificate (HTTP
/// Gateway Protocol Specification, response verification version 2).
///
/// It holds data and makes bytes: the canister certifies ``root()`` under the label `http_expr` beside what else it
/// certifies, and answers queries by what ``match(url:)`` finds, with the two headers that certification adds.
///
/// ```swift
/// var responses = CertifiedResponses()
/// try responses.set(page, at: Array("/index.html".utf8))
/// try responses.setFallback(notFound, below: Array("/".utf8))
/// if let root = responses.root() { certified.set("http_expr", root) }
///
/// guard let match = responses.match(url: request.url) else { return }
/// responses.writeCertificateHeader(for: match, certificate: certificate, under: certified, to: &value)
/// ```
///
/// Setting, removing and finding take time in the logarithm of the number of responses, and hash what changed only.
/// After a change, ask for ``root()`` before anything is answered: nothing answered for an older root verifies.
public struct CertifiedResponses: ~Copyable, Sendable {
    /// By path; an asterisk stands before those of fallbacks, where all others begin with a slash.
    private var table = SortedMap<Label, [CertifiedResponse]>()
    var tree = NestedCertifiedMap()

    /// Without responses.
    public init() {}

    /// How many paths have responses, fallbacks included.
    public var count: Int { table.count }

    /// Puts a response at a path in the place of all that were there.
    ///
    /// - Parameters:
    ///   - response: the response.
    ///   - path: such as `/css/site.css`, not percent-encoded and without a query. Slashes in a row count as one.
    /// - Throws: ``HTTPCertificationError`` for a path that cannot be certified.
    public mutating func set(_ response: CertifiedResponse, at path: [UInt8]) throws(HTTPCertificationError) {
        try put([response], HTTPPath(path), .exact)
    }

    /// Puts several responses at a path in the place of all that were there; see ``ResponseMatch/responses``.
    ///
    /// A replica is free to answer with any of them that goes with the request, and every gateway believes it: all must
    /// be right at any time. No responses are as ``remove(_:)``.
    public mutating func set(_ responses: [CertifiedResponse], at path: [UInt8]) throws(HTTPCertificationError) {
        try put(responses, HTTPPath(path), .exact)
    }

    /// Puts a response for all paths that begin with one and have none of their own, in the place of the one before.
    ///
    /// The most specific fallback answers. The path itself and the path with a slash behind it are among those that it
    /// answers for.
    ///
    /// - Parameters:
    ///   - response: such as one of status 404, or the page of an application that reads the path itself.
    ///   - path: where the paths begin, of whole segments; with `/` all do. A slash at the end says nothing.
    public mutating func setFallback(
        _ response: CertifiedResponse, below path: [UInt8]
    ) throws(HTTPCertificationError) {
        try put([response], HTTPPath(path).withoutTrailingSlash, .wildcard)
    }

    /// Takes away the responses at a path.
    ///
    /// - Returns: whether there were some.
    @discardableResult
    public mutating func remove(_ path: [UInt8]) -> Bool { take(HTTPPath(path), .exact) }

    /// Takes away the fallback below a path.
    ///
    /// - Returns: whether there was one.
    @discardableResult
    public mutating func removeFallback(below path: [UInt8]) -> Bool {
        take(HTTPPath(path).withoutTrailingSlash, .wildcard)
    }

    /// Takes away everything.
    public mutating func removeAll() {
        table.removeAll()
        tree.removeAll()
    }

    /// The digest of what stands under the label `http_expr`; `nil` without responses.
    public mutating func root() -> Digest? { tree.isEmpty ? nil : tree.root() }

    /// Finds the responses for a URL: those at its path, or the most specific fallback.
    ///
    /// - Parameter url: the request's URL as the gateway gives it, percent-encoded: the path, maybe with a query.
    /// - Returns: `nil` if there is neither. Then nothing that is answered can be verified.
    public borrowing func match(url: [UInt8]) -> ResponseMatch? {
        let path = HTTPPath(url: url)
        let known = tree.knownLabelCount(of: path.segments)
        if let responses = table[CertifiedResponses.key(path, .exact)] {
            return ResponseMatch(
                isFallback: false, responses: responses, requested: path, segmentCount: path.segments.count,
                knownSegmentCount: known)
        }
        for count in stride(from: known, through: 0, by: -1) {
            guard let responses = table[CertifiedResponses.key(path.prefix(count), .wildcard)] else { continue }
            return ResponseMatch(
                isFallback: true, responses: responses, requested: path, segmentCount: count, knownSegmentCount: known)
        }
        return nil
    }

    /// Puts responses at a place, where the tree shows them and nothing else.
    private mutating func put(
        _ responses: [CertifiedResponse], _ path: HTTPPath, _ end: PathEnd
    ) throws(HTTPCertificationError) {
        try path.check()
        take(path, end)
        if responses.isEmpty { return }
        let place = path.segments + [end.label]
        for response in responses {
            do throws(NestedCertifiedMapError) {
                try tree.set(.bytes([]), at: place + response.labels)
            } catch {
                // Below the end of a path there are hashes alone, and what a hash stands for tells how deep it goes.
                preconditionFailure(error.description)
            }
        }
        table.insert(responses, for: CertifiedResponses.key(path, end))
    }

    @discardableResult
    private mutating func take(_ path: HTTPPath, _ end: PathEnd) -> Bool {
        guard table.remove(CertifiedResponses.key(path, end)) != nil else { return false }
        return tree.remove(path.segments + [end.label])
    }

    private static func key(_ path: HTTPPath, _ end: PathEnd) -> Label {
        switch end {
        case .exact: Label(path.text)
        case .wildcard: Label([UInt8(ascii: "*")] + path.text)
        }
    }
}
