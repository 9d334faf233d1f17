import CBOR

/// Why bytes are not the request or response that was expected: what is wrong, and with which field.
public struct MessageError: Error, Hashable, Sendable {
    /// The names that lead to the field: `content.nonce`. Empty where the message as a whole is meant.
    public let field: String

    /// What is wrong.
    public let problem: Problem

    /// Makes an error.
    public init(field: String, problem: Problem) {
        self.field = field
        self.problem = problem
    }

    /// What can be wrong with a message.
    public enum Problem: Hashable, Sendable {
        /// More bytes than the limit.
        case tooLarge(size: Int, maximum: Int)
        /// More items in arrays and maps than the limit.
        case tooManyItems(maximum: Int)
        /// The bytes are not the CBOR that stands there.
        case encoding(CBORError)
        /// The map lacks a field that it must have.
        case missing
        /// The map has a field that it cannot have. Where a hash over all fields is signed, or names the request, a
        /// field that is not understood must not be passed over.
        case unknown
        /// The map has the field twice.
        case twice
        /// The text is none of those that can stand there.
        case unexpectedText(found: String, expected: [String])
        /// The bytes are too long for a principal.
        case principalSize(found: Int, maximum: Int)
        /// The status of an HTTP response does not fit.
        case httpStatus(found: Int, expected: [Int])
    }
}

extension MessageError: CustomStringConvertible {
    public var description: String {
        let what = field.isEmpty ? "the message" : "the field '\(field)'"
        return switch problem {
        case .tooLarge(let size, let maximum): "\(what) has \(size) bytes, where at most \(maximum) are taken"
        case .tooManyItems(let maximum): "\(what) has more than \(maximum) items in its arrays and maps"
        case .encoding(let error): "\(what) cannot be decoded: \(error)"
        case .missing: "\(what) is missing"
        case .unknown: "\(what) is not known"
        case .twice: "\(what) is there twice"
        case .unexpectedText(let found, let expected):
            "\(what) is '\(found)', where " + expected.map { "'\($0)'" }.joined(separator: " or ") + " was expected"
        case .principalSize(let found, let maximum):
            "\(what) has \(found) bytes, where a principal of at most \(maximum) was expected"
        case .httpStatus(let found, let expected):
            "the HTTP status is \(found), where " + expected.map(String.init).joined(separator: " or ")
                + " was expected"
        }
    }
}
