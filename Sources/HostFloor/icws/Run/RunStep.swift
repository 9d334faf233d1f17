/// One thing that `icws run` does.
enum RunStep: Equatable {
    /// The client opens a connection.
    case open
    /// The client sends a message, a value in Candid's text.
    case send(String)
    /// The client sends a message of these bytes.
    case sendBytes([UInt8])
    /// Takes what the canister sent, as after each other step.
    case receive
    /// The client goes, and the gateway tells the canister.
    case close
    /// The client calls a method; the arguments in Candid's text, `(value, …)`.
    case call(String, arguments: String)
    case query(String, arguments: String)
    /// Time passes, in nanoseconds; clients answer acknowledgements on the way, or do not.
    case advance(UInt64, areAnswered: Bool)
    /// The client of this number does what follows.
    case client(Int)
    /// New code comes in place of the old: that of a file, or the same again.
    case upgrade(file: String?)
}

extension RunStep {
    /// How steps are written, for a reader.
    static let forms = [
        "open", "send VALUE", "send-bytes HEX", "receive", "close", "call METHOD (ARGUMENTS)",
        "query METHOD (ARGUMENTS)", "advance 60s [unanswered]", "as NUMBER", "upgrade [FILE.wasm]",
    ]

    /// How many clients there can be.
    static let clientLimit = 1_000

    /// Reads a step.
    init(parsing text: String) throws(RunStepError) {
        let (word, rest) = Self.firstWord(of: text)
        switch word {
        case "open": self = try Self.alone(.open, word, rest)
        case "receive": self = try Self.alone(.receive, word, rest)
        case "close": self = try Self.alone(.close, word, rest)
        case "send":
            guard !rest.isEmpty else { throw .missing("a value in Candid's text", form: "send record { text = \"hi\" }") }
            self = .send(rest)
        case "send-bytes":
            guard let bytes = [UInt8](hexadecimal: rest) else { throw .malformed(rest, "send-bytes 00ff: digits in pairs") }
            self = .sendBytes(bytes)
        case "call", "query":
            let (method, arguments) = Self.firstWord(of: rest)
            guard !method.isEmpty else { throw .missing("a method", form: "\(word) METHOD (ARGUMENTS)") }
            self = word == "call"
                ? .call(method, arguments: arguments) : .query(method, arguments: arguments)
        case "advance":
            let (time, answers) = Self.firstWord(of: rest)
            guard answers.isEmpty || answers == "unanswered" else { throw .surplus(answers, form: "advance 60s unanswered") }
            guard let nanoseconds = TimeText.nanoseconds(of: time) else { throw .malformed(time, TimeText.expectation) }
            self = .advance(nanoseconds, areAnswered: answers.isEmpty)
        case "as":
            guard let number = Int(rest), (1...Self.clientLimit).contains(number) else {
                throw .malformed(rest, "as 2: a client's number, 1 to \(Self.clientLimit)")
            }
            self = .client(number)
        case "upgrade": self = .upgrade(file: rest.isEmpty ? nil : rest)
        default: throw .unknown(word)
        }
    }

    private static func alone(_ step: RunStep, _ word: String, _ rest: String) throws(RunStepError) -> RunStep {
        guard rest.isEmpty else { throw .surplus(rest, form: word) }
        return step
    }

    /// What stands before the first space or bracket, and what behind.
    private static func firstWord(of text: String) -> (word: String, rest: String) {
        let text = text.drop(while: \.isWhitespace)
        let word = text.prefix { !$0.isWhitespace && $0 != "(" }
        let rest = text[word.endIndex...].drop(while: \.isWhitespace)
        return (String(word), String(rest.reversed().drop(while: \.isWhitespace).reversed()))
    }
}

/// Why a text is no step.
enum RunStepError: Error, Equatable, CustomStringConvertible {
    case unknown(String)
    case missing(String, form: String)
    case surplus(String, form: String)
    case malformed(String, String)

    var description: String {
        switch self {
        case .unknown(let word):
            "there is no step '\(word)': expected one of: \(RunStep.forms.joined(separator: ", "))"
        case .missing(let what, let form): "expected \(what), as in '\(form)'"
        case .surplus(let found, let form): "found '\(found)' too much: expected '\(form)'"
        case .malformed(let found, let form): "found '\(found)': expected '\(form)'"
        }
    }
}
