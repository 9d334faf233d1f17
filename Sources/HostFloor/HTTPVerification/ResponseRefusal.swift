import Certification
import HTTPCertification
import ICCertificates

/// Why a response is not the canister's answer to the request.
public enum ResponseRefusal: Error, Hashable, Sendable {
    /// There is no header of this name, or there are several.
    case header(name: String, count: Int)
    /// The `IC-Certificate` header is not formed as it must be.
    case certificateHeader(String)
    /// The canister certifies by another version than the second.
    case version(Int)
    /// The certificate proves nothing, or not this tree.
    case proof(CertifiedTreeError)
    /// The tree's labels are not in order, so that it cannot prove what is absent.
    case unorderedTree
    /// The request's path is not UTF-8, which no path of an expression can name.
    case pathEncoding
    /// The path of the expression is none that answers for the request's.
    case otherPath(expression: [[UInt8]], requested: [[UInt8]])
    /// The tree does not prove that nothing at a more specific path answers.
    case moreSpecific([[UInt8]], HashTree.SubtreeLookup)
    /// The `IC-CertificateExpression` header is not formed as it must be.
    case expression(offset: Int, expected: String)
    /// The tree has no such expression at the path.
    case expressionNotProven
    /// The response has what no response may have.
    case response(HTTPCertificationError)
    /// The tree has not the response, or not for such a request.
    case responseNotProven(HashTree.Lookup)
}

extension ResponseRefusal: CustomStringConvertible {
    public var description: String {
        switch self {
        case .header(let name, let count):
            count == 0 ? "the response has no header '\(name)'" : "the response has \(count) headers '\(name)'"
        case .certificateHeader(let reason): "the header 'IC-Certificate' cannot be read: \(reason)"
        case .version(let version): "the response is certified by version \(version), where version 2 was expected"
        case .proof(let error): error.description
        case .unorderedTree: "the tree's labels are not in order"
        case .pathEncoding: "the path that was asked for is not UTF-8"
        case .otherPath(let expression, let requested):
            "the certified path \(expression.asPath) is not one for \(requested.asPath)"
        case .moreSpecific(let path, let lookup):
            "the tree does not prove that it has nothing at \(path.asPath): \(lookup.reason)"
        case .expression(let offset, let expected):
            "the header 'IC-CertificateExpression' cannot be read: expected \(expected) at offset \(offset)"
        case .expressionNotProven: "the tree has another expression than the response's at the certified path"
        case .response(let error): error.description
        case .responseNotProven(let lookup):
            "the tree has no such request and response: \(lookup.reason)"
        }
    }
}

extension [[UInt8]] {
    /// For a reader.
    var asPath: String {
        "'" + map { "/" + String(decoding: $0, as: UTF8.self) }.joined().prefix(200) + "'"
    }
}

extension HashTree.SubtreeLookup {
    fileprivate var reason: String {
        switch self {
        case .found: "there is something"
        case .absent: "there is nothing"
        case .unknown: "that part is pruned"
        }
    }
}
