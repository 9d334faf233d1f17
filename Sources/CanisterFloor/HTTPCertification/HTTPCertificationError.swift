/// Why a response cannot be certified.
public enum HTTPCertificationError: Error, Hashable, Sendable {
    /// The status is not one of three digits.
    case status(UInt16)
    /// The name of a header or of a query parameter is empty or has a byte that no name has.
    case name([UInt8])
    /// The value of a header, whose name is given, has a line break or a zero byte.
    case headerValue(name: [UInt8])
    /// A header that the certification itself writes, or an expression must not list: `IC-Certificate` and
    /// `IC-CertificateExpression`.
    case reservedHeader([UInt8])
    /// The expression certifies the request, and none is given.
    case requestMissing
    /// A request is given that the expression does not certify.
    case requestNotCertified
    /// A path is not UTF-8, which the `IC-Certificate` header needs.
    case pathEncoding
    /// A path has a segment `<$>` or `<*>`, which have a meaning of their own in the tree.
    case reservedSegment
    /// A path has more segments than the limit.
    case tooManySegments(count: Int, limit: Int)
    /// A path has more bytes than the limit.
    case pathTooLong(count: Int, limit: Int)
}

extension HTTPCertificationError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .status(let status):
            "an HTTP status is a number from 100 to 999, found \(status)"
        case .name(let name):
            "'\(String(decoding: name, as: UTF8.self))' is no name of a header or query parameter"
        case .headerValue(let name):
            "the value of the header '\(String(decoding: name, as: UTF8.self))' has a line break or a zero byte"
        case .reservedHeader(let name):
            "the header '\(String(decoding: name, as: UTF8.self))' is certification's own and cannot be set or listed"
        case .requestMissing:
            "the expression certifies the request: expected a request with the response"
        case .requestNotCertified:
            "the expression does not certify requests: expected a response without one"
        case .pathEncoding:
            "a path is expected to be UTF-8"
        case .reservedSegment:
            "a path must not have a segment '<$>' or '<*>'"
        case .tooManySegments(let count, let limit):
            "a path has \(count) segments, where \(limit) are allowed"
        case .pathTooLong(let count, let limit):
            "a path has \(count) bytes, where \(limit) are allowed"
        }
    }
}
