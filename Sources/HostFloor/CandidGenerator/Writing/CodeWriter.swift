/// Writes lines of Swift with their indentation.
struct CodeWriter {
    private(set) var text = ""
    private var indentation = 0
    /// Whether types are written inside of another, where no extension can stand.
    var isNested = false

    /// Writes a line; an empty one has no spaces.
    mutating func line(_ line: String = "") {
        if !line.isEmpty { text += String(repeating: "    ", count: indentation) + line }
        text += "\n"
    }

    /// Writes a line that ends in an opening brace, what is inside, and the closing brace.
    ///
    /// - Parameter isOpen: whether the line has its brace already, with the arguments of a closure behind it.
    mutating func block<Failure: Error>(
        _ head: String, isOpen: Bool = false, _ body: (inout CodeWriter) throws(Failure) -> Void
    ) throws(Failure) {
        line(isOpen ? head : head + " {")
        indentation += 1
        try body(&self)
        indentation -= 1
        line("}")
    }

    /// Writes a type's members, and what makes it conform to a protocol: an extension, or more members where it is
    /// nested.
    mutating func type(
        _ head: String, named name: String, conformingTo conformance: String, _ members: (inout CodeWriter) -> Void,
        conformance witnesses: (inout CodeWriter) -> Void
    ) {
        if isNested {
            block("\(head), \(conformance)") { writer in
                members(&writer)
                writer.line()
                witnesses(&writer)
            }
        } else {
            block(head, members)
            line()
            block("extension \(name): \(conformance)", witnesses)
        }
    }

    /// Writes lines further in.
    mutating func indented<Failure: Error>(_ body: (inout CodeWriter) throws(Failure) -> Void) throws(Failure) {
        indentation += 1
        try body(&self)
        indentation -= 1
    }

    /// Writes a documentation comment: what the interface says, and the Candid that stands there.
    mutating func documentation(_ lines: [String], candid: String? = nil) {
        for line in lines { self.line(line.isEmpty ? "///" : "/// " + line) }
        guard let candid else { return }
        if !lines.isEmpty { line("///") }
        line("/// `\(candid)`")
    }

    /// Writes the bytes of an array literal, 16 in a line.
    mutating func bytes(_ bytes: [UInt8]) {
        for start in stride(from: 0, to: bytes.count, by: 16) {
            let part = bytes[start..<min(start + 16, bytes.count)]
            line(part.map { "0x" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: ", ") + ",")
        }
    }
}
