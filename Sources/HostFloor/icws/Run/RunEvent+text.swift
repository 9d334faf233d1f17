extension RunEvent {
    /// The event as a line, or several, for people.
    func text(_ style: TextStyle) -> String {
        switch self {
        case .installed(let canister, let size, let signature):
            "\(style.bold(canister)) is installed: \(grouped(size)) bytes. Clients verify each message; \(signature)."
        case .step(let text): style.bold("> \(text)")
        case .client(let number, let principal): style.dim("  client \(number) is \(principal)")
        case .received(let client, let number, let message): "  client \(client) gets #\(number): \(message.text)"
        case .keptAlive(let client): "  client \(client) answers: keep-alive"
        case .nothingNew: "  nothing new"
        case .reply(let text): "  reply: \(text)"
        case .log(let line): "  log: \(line)"
        case .instructions(let count): style.dim("  \(grouped(count)) instructions")
        case .failed(let failure): (["  failed: \(failure.message)"] + failure.frames).joined(separator: "\n")
        }
    }
}

extension RunMessage {
    fileprivate var text: String {
        switch self {
        case .service(let text): text
        case .value(let text): text
        case .bytes(let digits): "bytes \(digits), not of the interface's type"
        }
    }
}

extension RunFailure {
    /// The backtrace, a line each.
    var frames: [String] { backtrace.map { "    at \($0)" } }
}
