import Synchronization

/// What the demonstration prints: a line for each step, in columns.
final class DemoReport: Sendable {
    private let style: TextStyle
    private let write: @Sendable (String) -> Void
    private let state = Mutex(State())

    private struct State {
        var section = ""
        var names: [(text: String, name: String)] = []
    }

    private enum Width {
        static let actor = 9
        static let step = 50
        static let size = 9
        static let time = 11
    }

    init(style: TextStyle = .plain, write: @escaping @Sendable (String) -> Void) {
        self.style = style
        self.write = write
    }

    /// The heading that the latest steps stand below.
    var section: String { state.withLock { $0.section } }

    /// Lets a name stand for a longer text, such as a principal, in all that is printed.
    func name(_ text: String, as name: String) {
        state.withLock { $0.names.append((text, name)) }
    }

    func title(_ text: String) {
        write(style.bold(text))
        write("")
        write(style.dim(line("", "", "bytes", "time", "verified")))
    }

    /// A line of the summary.
    func fact(_ name: String, _ value: String) {
        write("  \(name.padded(to: 16))\(value)")
    }

    func heading(_ text: String) {
        state.withLock { $0.section = text }
        write("")
        write(style.bold(text))
    }

    /// A step: who did what, how large it was, how long it took, and what of it was verified.
    func step(_ actor: String, _ what: String, size: Int? = nil, time: Duration? = nil, verified: String = "") {
        let columns = (size: size.map { grouped($0) } ?? "", time: time.map { ConnectLine.milliseconds($0) } ?? "")
        write(line(actor, withNames(what), columns.size, columns.time, style.dim(verified)))
    }

    /// A step with the time that it takes.
    func timed<Result: Sendable>(
        _ actor: String, _ what: String, size: Int? = nil, _ body: () async throws -> Result
    ) async throws -> Result {
        let start = ContinuousClock.now
        let result = try await body()
        step(actor, what, size: size, time: ContinuousClock.now - start)
        return result
    }

    /// Something that was refused, as it should be, and why, on a line of its own.
    func refused(_ actor: String, _ what: String, because reason: String) {
        step(actor, what, verified: "caught")
        write(style.dim("  \("".padded(to: Width.actor))  \(withNames(reason))"))
    }

    func end(_ text: String) {
        write("")
        write(style.bold(text))
    }

    private func line(_ actor: String, _ what: String, _ size: String, _ time: String, _ verified: String) -> String {
        let columns = [
            "  ", actor.padded(to: Width.actor), what.padded(to: Width.step), size.padded(before: Width.size),
            time.padded(before: Width.time), "  ", verified,
        ].joined()
        return String(columns.reversed().drop { $0 == " " }.reversed())
    }

    /// Says names in place of what they stand for.
    private func withNames(_ text: String) -> String {
        state.withLock { $0.names }.reduce(text) { $0.replacing($1.text, with: $1.name) }
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
    fileprivate func padded(before width: Int) -> String {
        String(repeating: " ", count: max(0, width - count)) + self
    }
}
