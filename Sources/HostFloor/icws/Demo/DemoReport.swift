/// What the demonstration prints: a line for each step, in columns.
final class DemoReport {
    private let style: TextStyle
    private let write: (String) -> Void
    private var names: [(text: String, name: String)] = []

    /// Instructions of all steps so far.
    private(set) var instructions: UInt64 = 0

    private enum Width {
        static let actor = 9
        static let step = 46
        static let size = 8
        static let instructions = 13
    }

    init(style: TextStyle = .plain, write: @escaping (String) -> Void) {
        self.style = style
        self.write = write
    }

    /// Lets a name stand for a longer text, such as a principal, in all that is printed.
    func name(_ text: String, as name: String) {
        names.append((text, name))
    }

    func title(_ text: String) {
        write(style.bold(text))
        write("")
    }

    /// A line of the head or of the summary.
    func fact(_ name: String, _ value: String) {
        write("  \(name.padded(to: 20))\(value)")
    }

    /// The titles of the columns.
    func columns() {
        write("")
        write(style.dim(line("", "", "bytes", "instructions", "verified")))
    }

    func heading(_ text: String) {
        write("")
        write(style.bold(text))
    }

    /// A step. Its bytes are those of a call's argument, a page or a relayed frame; instructions are those of the
    /// canister.
    func step(_ actor: String, _ what: String, size: Int? = nil, instructions: UInt64? = nil, verified: String = "") {
        self.instructions += instructions ?? 0
        write(
            line(
                actor, what, size.map { grouped($0) } ?? "", instructions.map { grouped($0) } ?? "",
                style.dim(withNames(verified))))
    }

    /// A step that was refused, as it should be.
    func refused(_ actor: String, _ what: String, _ reason: String) {
        write("  \(actor.padded(to: Width.actor))\(what.padded(to: Width.step))  refused: \(withNames(reason))")
    }

    func end(_ text: String) {
        write("")
        write(style.bold(text))
    }

    private func line(_ actor: String, _ what: String, _ size: String, _ instructions: String, _ verified: String)
        -> String
    {
        let columns = [
            "  ", actor.padded(to: Width.actor), what.padded(to: Width.step), size.padded(before: Width.size),
            instructions.padded(before: Width.instructions), "   ", verified,
        ].joined()
        return String(columns.reversed().drop { $0 == " " }.reversed())
    }

    private func withNames(_ text: String) -> String {
        names.reduce(text) { $0.replacing($1.text, with: $1.name) }
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
    fileprivate func padded(before width: Int) -> String {
        String(repeating: " ", count: max(0, width - count)) + self
    }
}
