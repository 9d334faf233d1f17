/// Why a text is not a Candid interface from which a canister can be built.
enum InterfaceFileError: Error, Equatable, CustomStringConvertible {
    case notUTF8
    case noService
    case unclosed(String, line: Int)
    case unclosedArguments

    var description: String {
        switch self {
        case .notUTF8: "the interface is not UTF-8."
        case .noService: "the interface describes no service: expected 'service : { … }'."
        case .unclosedArguments:
            "the list of arguments of the service is not closed: expected 'service : (…) -> { … }'."
        case .unclosed(let what, let line): "\(what) that begins in line \(line) is not closed."
        }
    }
}

/// A canister's interface: a Candid service description, of which a build needs the text and the arguments of
/// installation.
struct InterfaceFile: Equatable {
    let text: String

    /// The types of the arguments of `canister_init`, `()` if there are none. Definitions of types stand before them if
    /// they use any.
    let initArguments: String

    init(_ bytes: [UInt8]) throws(InterfaceFileError) {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
        self.text = text
        let tokens = try CandidTokens.split(text)
        guard let service = Self.indexOfService(in: tokens) else { throw .noService }
        guard let colon = tokens[service...].firstIndex(of: ":") else { throw .noService }
        let next = tokens.index(after: colon)
        guard next < tokens.endIndex else { throw .noService }
        guard tokens[next] == "(" else {
            initArguments = "()"
            return
        }
        guard let close = Self.indexOfClosing(tokens, next) else { throw .unclosedArguments }
        let arguments = Array(tokens[next...close])
        let definitions = Array(tokens[..<service])
        let defined = Set(
            definitions.indices.dropLast().filter { definitions[$0] == "type" }.map { definitions[$0 + 1] })
        let usesDefinitions = arguments.contains { defined.contains($0) }
        initArguments = CandidTokens.join(usesDefinitions ? definitions + arguments : arguments)
    }

    /// The word `service` that begins the service itself, not a type: it stands outside of all brackets and
    /// definitions.
    private static func indexOfService(in tokens: [String]) -> Int? {
        var depth = 0
        var isAtStart = true
        for (index, token) in tokens.enumerated() {
            if depth == 0, isAtStart, token == "service" { return index }
            if token == "{" || token == "(" { depth += 1 }
            if token == "}" || token == ")" { depth -= 1 }
            isAtStart = token == ";"
        }
        return nil
    }

    private static func indexOfClosing(_ tokens: [String], _ open: Int) -> Int? {
        var depth = 0
        for index in open..<tokens.count {
            if tokens[index] == "(" { depth += 1 }
            if tokens[index] == ")" { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }
}
