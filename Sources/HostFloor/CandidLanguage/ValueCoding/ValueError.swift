import Candid

/// Why values do not become a message, or a message no values.
public enum ValueError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The text is no list of arguments.
    case text(InterfaceError)
    /// A value does not have the type that is expected of it; the path leads to it, outermost part first.
    case value(path: [String], expected: String, found: String)
    /// A value does not have the type that the text itself says it has, which no coercion makes up for.
    case annotation(path: [String], expected: String, found: String)
    case argumentCount(expected: Int, found: Int)
    case types(TypeError)
    /// Values would have more parts than this, since their types have fields that the text leaves out.
    case tooManyParts(limit: Int)
    /// The message is malformed or does not have the expected types: what the decoder says, with the offset.
    case message(String, offset: Int)

    init(_ error: CandidError) { self = .message(error.description, offset: error.offset) }

    /// `argument 1, field text: expected nat64, found "x"`.
    public var description: String {
        switch self {
        case .text(let error): error.description
        case .value(let path, let expected, let found), .annotation(let path, let expected, let found):
            "\(path.joined(separator: ", ")): expected \(expected), found \(found)"
        case .argumentCount(let expected, let found): "expected \(expected) arguments, found \(found)"
        case .types(let error): error.description
        case .tooManyParts(let limit): "the values have more than \(limit) parts"
        case .message(let text, _): text
        }
    }
}
