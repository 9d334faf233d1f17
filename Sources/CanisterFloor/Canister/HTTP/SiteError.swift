import Candid
import HTTPCertification

/// Why a response is not served.
public enum SiteError: Error, Sendable {
    /// The path, the status or a header cannot be certified.
    case uncertifiable(HTTPCertificationError)
    /// A path does not begin with a slash.
    case relativePath(Text)
    /// The name or the value of a header is not UTF-8.
    case headerIsNotUTF8
    /// The status is one that gateways do not pass on.
    case status(UInt16)
    /// A header's value has a byte that gateways do not pass on.
    case controlCharacter
    /// A header is given that the site or the gateway writes: its name.
    case writtenHeader(Text)
    /// The body and the headers would not fit into a reply beside the certificate.
    case tooLarge(size: Int, maximum: Int)
    /// As many responses as may be are set at run time.
    case tooManyResponses(maximum: Int)
    /// All that are set at run time would have more bytes together than they may.
    case totalTooLarge(maximum: Int)

    /// What is wrong and what was expected.
    public var text: Text {
        switch self {
        case .uncertifiable(let error): Self.text(of: error)
        case .relativePath(let path): "the path '\(path)' does not begin with '/'"
        case .headerIsNotUTF8: "the name or the value of a header is not UTF-8"
        case .status(let status): "the status is \(UInt64(status)): expected 200 to 599"
        case .controlCharacter: "a header's value has a line break, a zero byte, or another control character"
        case .writtenHeader(let name):
            "the header '\(name)' cannot be given: the type is a parameter of its own, and the gateway counts the body"
        case .tooLarge(let size, let maximum):
            "body and headers have \(size) bytes: expected at most \(maximum), so that a reply holds the certificate, too"
        case .tooManyResponses(let maximum): "there are \(maximum) responses already, as many as may be set"
        case .totalTooLarge(let maximum): "all responses that are set would have more than \(maximum) bytes together"
        }
    }

    private static func text(of error: HTTPCertificationError) -> Text {
        switch error {
        case .status(let status): "the status is \(UInt64(status)): expected 100 to 999"
        case .name: "a header's name is empty or has a byte that names do not have"
        case .headerValue: "a header's value has a line break or a zero byte"
        case .reservedHeader: "the headers IC-Certificate and IC-CertificateExpression are the certification's own"
        case .requestMissing, .requestNotCertified: "the expression and the request do not go together"
        case .pathEncoding: "the path is not UTF-8"
        case .reservedSegment: "the path has a part '<$>' or '<*>', which mean something else in the certified tree"
        case .tooManySegments(let count, let limit): "the path has \(count) parts: expected at most \(limit)"
        case .pathTooLong(let count, let limit): "the path has \(count) bytes: expected at most \(limit)"
        }
    }
}
