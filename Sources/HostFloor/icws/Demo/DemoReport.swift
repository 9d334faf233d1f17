/// What the demonstration prints: a line for each step, in columns.
final class DemoReport {
    private let style: TextStyle
    private let write: (String) -> Void
    private var names: [(text: String, name: String)] = []

    /// The heading that the latest steps stand below.
    private(set) var section = ""

    /// Instructions of all steps so far.
    private(set) var instructions: UInt64 = 0

    private enum Width {
        static let actor = 10
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

    /// The titles of the columns, and a remark on them.
    func columns(_ remark: String) {
        write("")
        write(style.dim("  " + remark))
        write("")
        write(style.dim(line("", "", "bytes", "instructions", "verified")))
    }

    func heading(_ text: String) {
        section = text
        write("")
        write(style.bold(text))
    }

    /// A step: who did what, how large it was, what it cost the canister, and what of it was verified.
    func step(_ actor: String, _ what: String, size: Int? = nil, instructions: UInt64? = nil, verified: String = "") {
        self.instructions += instructions ?? 0
        let columns = (size: size.map { grouped($0) } ?? "", instructions: instructions.map { grouped($0) } ?? "")
        write(line(actor, what, columns.size, columns.instructions, style.dim(verified)))
    }

    /// A step that was refused, as it should be, and why, on a line of its own.
    func refused(
        _ actor: String, _ what: String, size: Int? = nil, instructions: UInt64? = nil, because reason: String
    ) {
        step(actor, what, size: size, instructions: instructions, verified: "refused:")
        write(style.dim("  \("".padded(to: Width.actor))  \(withNames(reason))"))
    }

    func end(_ text: String) {
        write("")
        write(style.bold(text))
    }

    private func line(
        _ actor: String, _ what: String, _ size: String, _ instructions: String, _ verified: String
    ) -> String {
        let columns = [
            "  ", actor.padded(to: Width.actor), what.padded(to: Width.step), size.padded(before: Width.size),
            instructions.padded(before: Width.instructions), "   ", verified,
        ].joined()
        return String(columns.reversed().drop { $0 == " " }.reversed())
    }

    /// Says names in place of what they stand for.
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
