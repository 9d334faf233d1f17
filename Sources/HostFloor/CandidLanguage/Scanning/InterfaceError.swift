import Candid

/// Why a text is no Candid, and where it was noticed.
public struct InterfaceError: Error, Hashable, Sendable, CustomStringConvertible {
    public var reason: Reason
    public var location: SourceLocation

    /// Makes an error; a loader of imports makes ``Reason/importFailed(path:why:)``.
    public init(_ reason: Reason, at location: SourceLocation) {
        self.reason = reason
        self.location = location
    }

    /// As compilers write it: `file:line:column: error: …`.
    public var description: String { "\(location): error: \(reason)" }

    /// What is wrong.
    public enum Reason: Hashable, Sendable {
        // Signs and words.

        case unexpected(found: String, expected: String)
        /// A bracket that has no counterpart.
        case unclosedBracket(String, opened: SourceLocation, expected: String)
        /// A comment, a text or a name that goes on at the end of the file.
        case unclosed(String)
        case unknownCharacter(Unicode.Scalar)
        case invalidEscape(String)
        /// The bytes that a text stands for are not UTF-8.
        case notUTF8
        case malformedNumber(String)
        case invalidPrincipal(PrincipalError)

        // What names mean.

        case unknownName(String)
        case definedTwice(String, first: SourceLocation)
        case wordOfTheLanguage(String)
        /// A name that stands for itself in the end.
        case standsForItself(String)
        case notAFunction(name: String, found: String)
        case notAService(name: String, found: String)
        /// A service without a name has a method whose type has this service in it.
        case methodTypeContainsItself(method: String, type: String)

        // Parts of types.

        /// Two fields or tags with one id; the names differ where their hashes collide.
        case fieldTwice(String, other: String, id: UInt32)
        case methodTwice(String, first: SourceLocation)
        case labelTooLarge(String)
        case onewayWithResults
        case secondAnnotation(String)

        // Imports.

        case importNotFound(String)
        case importFailed(path: String, why: String)
        /// The files that import one another, the first again at the end.
        case importCycle([String])
        case importWithoutService(String)
        case importWithInitParameters(String)

        case limitExceeded(InterfaceLimit, limit: Int)
    }
}

extension InterfaceError.Reason: CustomStringConvertible {
    /// What was found and what was expected, without the place.
    public var description: String {
        switch self {
        case .unexpected(let found, let expected): "expected \(expected), found \(found)"
        case .unclosedBracket(let bracket, let opened, let expected):
            "expected \(expected), found the end of the file: '\(bracket)' of line \(opened.line), column "
                + "\(opened.column) is not closed"
        case .unclosed(let what): "\(what) is not closed"
        case .unknownCharacter(let scalar): "the character \(Self.shown(scalar)) has no meaning here"
        case .invalidEscape(let found):
            "'\(found)' is no escape: expected \\n, \\r, \\t, \\\\, \\\", \\', two hexadecimal digits, or \\u{…}"
        case .notUTF8: "the text is not UTF-8"
        case .malformedNumber(let found): "'\(found)' is no number"
        case .invalidPrincipal(let error): error.description
        case .unknownName(let name): "nothing defines the type '\(name)'"
        case .definedTwice(let name, let first): "'\(name)' is defined twice, first at \(first)"
        case .wordOfTheLanguage(let word):
            "'\(word)' is a word of the language: expected another name for the type"
        case .standsForItself(let name): "'\(name)' stands for itself: expected a type with parts in between"
        case .notAFunction(let name, let found): "expected a function type, found '\(name)', which is \(found)"
        case .notAService(let name, let found): "expected a service type, found '\(name)', which is \(found)"
        case .methodTypeContainsItself(let method, let type):
            "the method '\(method)' has the type '\(type)', which contains this service: give the service a name"
        case .fieldTwice(let label, let other, let id):
            label == other
                ? "the field '\(label)' stands here twice"
                : "the fields '\(other)' and '\(label)' have the same id, \(id): rename one"
        case .methodTwice(let name, let first): "the method '\(name)' is declared twice, first at \(first)"
        case .labelTooLarge(let found): "the label \(found) is too large: expected a number up to 4294967295"
        case .onewayWithResults: "a oneway function has no results: expected '()' after '->'"
        case .secondAnnotation(let word): "found '\(word)', but a function has one annotation at most"
        case .importNotFound(let path): "there is no file '\(path)' to import"
        case .importFailed(let path, let why): "'\(path)' cannot be imported: \(why)"
        case .importCycle(let files): "files import one another: \(files.joined(separator: " -> "))"
        case .importWithoutService(let path): "'\(path)' has no service to import: expected 'service : { … }' in it"
        case .importWithInitParameters(let path):
            "the service of '\(path)' has arguments of installation: expected a plain 'service : { … }' in it"
        case .limitExceeded(let limit, let most): "more than \(most) \(limit.noun)"
        }
    }

    private static func shown(_ scalar: Unicode.Scalar) -> String {
        scalar.value < 0x20 || scalar.value == 0x7f ? "U+00" + hexadecimal(UInt8(scalar.value)) : "'\(scalar)'"
    }
}
