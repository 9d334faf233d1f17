import Certification

/// Where in a tree a response is certified, and what else may be there for the same request (HTTP Gateway Protocol
/// Specification, "Expression Path").
struct CertifiedPath {
    /// The segments of the request's path, percent-decoded. The last one is empty where a slash ends the path.
    let segments: [[UInt8]]

    static let root = Array("http_expr".utf8)
    static let exact = Array("<$>".utf8)
    static let wildcard = Array("<*>".utf8)

    /// - Parameter url: the request's, without scheme and host.
    init(url: [UInt8]) {
        let path = url.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        let decoded = Self.percentDecoded(path)
        let slash = UInt8(ascii: "/")
        segments = decoded.split(separator: slash).map(Array.init) + (decoded.last ?? slash == slash ? [[]] : [])
    }

    /// All paths that may answer for the request, the most specific first.
    var candidates: [[[UInt8]]] {
        var candidates = [segments + [Self.exact]]
        for count in stride(from: segments.count, through: 0, by: -1) {
            let beginning = Array(segments.prefix(count))
            // What stands below '/docs/' answers for what is below '/docs'.
            if count < segments.count { candidates.append(beginning + [[], Self.wildcard]) }
            candidates.append(beginning + [Self.wildcard])
        }
        return candidates.map { [Self.root] + $0 }
    }

    /// Checks that a path answers for the request, and that the tree has nothing at all more specific ones.
    func check(_ path: [[UInt8]], in tree: HashTree) throws(ResponseRefusal) {
        let candidates = candidates
        guard let place = candidates.firstIndex(of: path) else {
            throw .otherPath(expression: path, requested: segments)
        }
        for other in candidates[..<place] {
            let lookup = tree.lookupSubtree(other)
            guard lookup == .absent else { throw .moreSpecific(other, lookup) }
        }
    }

    private static func percentDecoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var decoded: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "%"), digits.count == 2, digits.allSatisfy(\.isHexDigit),
                let value = UInt8(digits, radix: 16)
            {
                decoded.append(value)
                rest = rest.dropFirst(2)
            } else {
                decoded.append(byte)
            }
        }
        return decoded
    }
}
