import Certification

/// The responses that are certified for a URL.
public struct ResponseMatch: Sendable {
    /// Whether they are a fallback for a path that has no response of its own.
    public let isFallback: Bool

    /// The responses, at least one, in the order in which they were given.
    ///
    /// A path has several if requests are certified with them, or if they say the same in other ways, as with another
    /// content encoding or the status 304. Whoever answers chooses.
    public let responses: [CertifiedResponse]

    /// The first of ``responses``.
    public var response: CertifiedResponse { responses[0] }

    /// The first response that may answer a request; `nil` if all of them are for other requests.
    public func response(to request: CertifiedRequest) -> CertifiedResponse? {
        for response in responses where response.answers(request) { return response }
        return nil
    }

    /// The path that was asked for.
    let requested: HTTPPath

    /// How many segments of it lead to the responses.
    let segmentCount: Int

    /// How many segments of it there are labels for in the tree.
    let knownSegmentCount: Int

    /// The labels that lead to the responses, without the `http_expr` above them all.
    var labels: [[UInt8]] {
        Array(requested.segments[..<segmentCount]) + [(isFallback ? PathEnd.wildcard : PathEnd.exact).label]
    }
}
