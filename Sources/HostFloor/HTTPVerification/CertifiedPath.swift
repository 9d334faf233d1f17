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

    /// The paths that may answer for the request, the most specific first: all of them, or those that begin with some
    /// segments at most.
    func candidates(upTo limit: Int) -> [[[UInt8]]] {
        var candidates: [[[UInt8]]] = limit < segments.count ? [] : [segments + [Self.exact]]
        for count in stride(from: min(limit, segments.count), through: 0, by: -1) {
            let beginning = Array(segments.prefix(count))
            // What stands below '/docs/' answers for what is below '/docs'.
            if count < segments.count { candidates.append(beginning + [[], Self.wildcard]) }
            candidates.append(beginning + [Self.wildcard])
        }
        return candidates.map { [Self.root] + $0 }
    }

    /// Checks that a path answers for the request, and that the tree has nothing at all more specific ones.
    ///
    /// Strangers choose how many segments a URL has. What the tree shows not to be there has nothing below it: so only
    /// paths are looked at that go one segment further than the tree does.
    func check(_ path: [[UInt8]], in tree: HashTree) throws(ResponseRefusal) {
        for segment in segments where String(validating: segment, as: UTF8.self) == nil { throw .pathEncoding }
        let candidates = self.candidates(upTo: knownCount(in: tree) + 1)
        // A segment may be called as the end of a path is, and then nothing is certified that has it within.
        guard !path.dropLast().contains(where: { $0 == Self.exact || $0 == Self.wildcard }),
            let place = candidates.firstIndex(of: path)
        else { throw .otherPath(expression: path, requested: segments) }
        for other in candidates[..<place] {
            let lookup = tree.lookupSubtree(other)
            guard lookup == .absent else { throw .moreSpecific(other, lookup) }
        }
    }

    /// How many segments, from the first, lead to something in the tree: no more than the tree is deep.
    private func knownCount(in tree: HashTree) -> Int {
        guard case .found(var place) = tree.lookupSubtree([Self.root]) else { return 0 }
        var count = 0
        while count < segments.count, case .found(let next) = place.lookupSubtree([segments[count]]) {
            place = next
            count += 1
        }
        return count
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
