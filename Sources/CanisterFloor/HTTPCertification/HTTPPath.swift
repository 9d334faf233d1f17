import Bytes
import Certification

/// The path of a URL as certification sees it: decoded, and cut at its slashes.
///
/// Slashes in a row count as one, and one at the end is a segment with nothing in it: `/docs/` is another path than
/// `/docs`. Gateways see paths in the same way, so a path leads to the labels that they look up.
package struct HTTPPath: Sendable {
    /// A path may have this many segments, so that the tree is not too deep for verifiers: 16. Each segment is a label
    /// below the forks that balance the labels beside it, and this package's verifiers take 128 nodes below each other.
    static let segmentLimit = 16

    /// A path may have this many bytes: 1 KiB. Each response carries it twice in the `IC-Certificate` header, in base
    /// 64: as the path of the expression, and as labels of the tree.
    static let sizeLimit = 1024

    /// The path in the one form that all of its spellings have; begins with a slash.
    package let text: [UInt8]

    /// The parts between the slashes.
    let segments: [[UInt8]]

    /// The path that a request's URL has. Of one that is longer than any in a tree, the beginning is enough to tell
    /// what stands for it: strangers choose URLs, and the rest would cost work.
    init(url: [UInt8]) {
        self.init(
            RequestURL.percentDecoded(RequestURL.path(of: url)),
            limit: HTTPPath.segmentLimit + CertifiedResponse.labelLimit + 2)
    }

    /// A path that is not percent-encoded.
    package init(_ path: [UInt8]) { self.init(path, limit: .max) }

    /// - Parameter limit: how many segments are taken at most.
    private init(_ path: [UInt8], limit: Int) {
        let slash = UInt8(ascii: "/")
        var segments: [[UInt8]] = []
        var start = 0
        while start < path.count, segments.count < limit {
            var end = start
            while end < path.count, path[end] != slash { end += 1 }
            if end > start { segments.append(path.copy(of: start..<end)) }
            start = end + 1
        }
        if segments.count < limit, path.isEmpty || path[path.count - 1] == slash { segments.append([]) }
        var text: [UInt8] = []
        text.reserveCapacity(path.count + 1)
        for segment in segments {
            text.append(slash)
            text += segment
        }
        (self.text, self.segments) = (text, segments)
    }

    /// The path without a slash at its end, as those of fallbacks are: what stands below `/docs` and below `/docs/` is
    /// the same, and below `/` stands everything.
    var withoutTrailingSlash: HTTPPath {
        guard let last = segments.last, last.isEmpty else { return self }
        return prefix(segments.count - 1)
    }

    /// The path of the first segments; of none of them, its text is empty.
    func prefix(_ count: Int) -> HTTPPath {
        var length = 0
        for segment in segments[..<count] { length += 1 + segment.count }
        return HTTPPath(text: Array(text[..<length]), segments: Array(segments[..<count]))
    }

    private init(text: [UInt8], segments: [[UInt8]]) {
        (self.text, self.segments) = (text, segments)
    }

    /// Throws unless responses can be certified under the path.
    func check() throws(HTTPCertificationError) {
        guard UTF8Validation.isValid(text, 0..<text.count) else { throw .pathEncoding }
        guard text.count <= HTTPPath.sizeLimit else {
            throw .pathTooLong(count: text.count, limit: HTTPPath.sizeLimit)
        }
        guard segments.count <= HTTPPath.segmentLimit else {
            throw .tooManySegments(count: segments.count, limit: HTTPPath.segmentLimit)
        }
        for segment in segments where segment == PathEnd.exact.label || segment == PathEnd.wildcard.label {
            throw .reservedSegment
        }
    }
}

/// What a path in the tree ends with (HTTP Gateway Protocol Specification, "Expression Path").
enum PathEnd: Sendable {
    /// The response is for this path alone.
    case exact
    /// The response is for all paths that begin with this one and have no response of their own.
    case wildcard

    var label: [UInt8] {
        switch self {
        case .exact: [UInt8]("<$>")
        case .wildcard: [UInt8]("<*>")
        }
    }
}
