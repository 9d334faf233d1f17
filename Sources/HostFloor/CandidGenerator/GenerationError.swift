import CandidLanguage

/// Why no Swift can be made of an interface, and where it was noticed.
public struct GenerationError: Error, Hashable, Sendable, CustomStringConvertible {
    public var reason: Reason
    public var location: SourceLocation

    public init(_ reason: Reason, at location: SourceLocation) {
        self.reason = reason
        self.location = location
    }

    /// As compilers write it: `file:line:column: error: …`.
    public var description: String { "\(location): error: \(reason)" }

    public enum Reason: Hashable, Sendable {
        /// The file has definitions at most.
        case noService
        /// A target whose name no Swift class can have.
        case unusableTargetName(String)
        /// A `.did` file of whose name no Swift struct can be called.
        case unusableFileName(String)
        /// Two types that would have one Swift name.
        case sameTypeName(String, other: String, swift: String)
        /// A type whose name the generated code needs for itself.
        case takenTypeName(String, swift: String)
        /// Some of the four methods of a WebSocket canister, but not all.
        case missingWebSocketMethods(found: [String], missing: [String])
        /// One of the four methods with another type.
        case otherWebSocketMethod(name: String, expected: String, found: String, difference: String)
        /// `http_request` with types of the library, but not as it has to be.
        case otherSiteMethod(found: String)
        /// A folder of files to serve, and no method that serves them.
        case siteWithoutMethod(folder: String)
        /// Two files whose paths differ in how an accent is written only.
        case collidingSiteFiles(String)
        /// A file with a name that no certified path has.
        case unusableSiteName(String)
        /// A file to serve that would be compiled.
        case compiledSiteFile(String)
        case unreadableSiteFile(path: String, why: String)
        case siteFileTooLarge(path: String, size: Int, maximum: Int)
        case siteTooLarge(size: Int, maximum: Int)
        case siteTooDeep(path: String, maximum: Int)
        case sitePathTooLong(String, size: Int, maximum: Int)
        /// A link to what is not in the folder, or to a folder above itself.
        case siteLinkAstray(String)
        /// Types that cannot be compared or lowered.
        case types(TypeError)
    }
}

extension GenerationError.Reason: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noService: "the file describes no service: expected 'service : { … }'"
        case .unusableTargetName(let name):
            "the target is called '\(name)', which no Swift class can be: expected letters, digits and '_'"
        case .unusableFileName(let name):
            "the file is called '\(name).did', of which no Swift struct can have its name: expected letters, digits and "
                + "'_', and no name of a type that Swift or the library has"
        case .sameTypeName(let name, let other, let swift):
            "the types '\(other)' and '\(name)' would both be called '\(swift)' in Swift: rename one"
        case .takenTypeName(let name, let swift):
            "the type '\(name)' would be called '\(swift)' in Swift, which the generated code needs for itself: rename it"
        case .missingWebSocketMethods(let found, let missing):
            "the service has \(Self.list(found)), but not \(Self.list(missing)): a WebSocket canister has all four methods, "
                + "any other none of them"
        case .otherWebSocketMethod(let name, let expected, let found, let difference):
            "'\(name)' has another type than WebSocket clients and gateways expect: \(difference)\n"
                + "    expected: \(expected)\n    found:    \(found)"
        case .otherSiteMethod(let found):
            "'http_request' has types of 'http_types.did', and is not what gateways expect\n"
                + "    expected: http_request : (HttpRequest) -> (HttpResponse) query\n    found:    \(found)"
        case .siteWithoutMethod(let folder):
            "the folder \(folder) has files to serve, and no method of the service serves them: expected "
                + "'import \"http_types.did\";' and 'http_request : (HttpRequest) -> (HttpResponse) query;'"
        case .collidingSiteFiles(let path):
            "two files are called '\(path)', with characters that are composed in two ways: rename one"
        case .unusableSiteName(let path):
            "'\(path)' cannot be served: expected no control characters in names, and no '<$>' or '<*>', which mean "
                + "something else in the certified tree"
        case .compiledSiteFile(let path):
            "'\(path)' cannot be served: the package manager takes it for code of the canister"
        case .unreadableSiteFile(let path, let why): "'\(path)' cannot be read: \(why)"
        case .siteFileTooLarge(let path, let size, let maximum):
            "'\(path)' has \(size) bytes: expected at most \(maximum), which a reply holds beside its certificate"
        case .siteTooLarge(let size, let maximum):
            "all files together have \(size) bytes: expected at most \(maximum)"
        case .siteTooDeep(let path, let maximum):
            "'\(path)' lies too deep: expected at most \(maximum) folders and names in a path"
        case .sitePathTooLong(let path, let size, let maximum):
            "'\(path)' has \(size) bytes: expected at most \(maximum) bytes in a path"
        case .siteLinkAstray(let path):
            "the link '\(path)' leads nowhere, out of the folder, or to a folder above itself: expected one to a file "
                + "or folder of the site"
        case .types(let error): "\(error)"
        }
    }

    private static func list(_ names: [String]) -> String {
        names.map { "'\($0)'" }.joined(separator: ", ")
    }
}
