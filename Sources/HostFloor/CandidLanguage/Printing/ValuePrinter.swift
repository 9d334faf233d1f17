/// Writes values with a line for each part that does not fit into one.
struct ValuePrinter {
    private(set) var text = ""
    private var indentation = 0
    /// Where a line should end.
    private let width: Int

    init(width: Int) { self.width = width }

    mutating func write(arguments: [CandidValue]) {
        var inline = InlineValueWriter(limit: width)
        inline.write("(")
        for (position, value) in arguments.enumerated() {
            if position > 0 { inline.write(", ") }
            inline.write(value, isPart: false)
        }
        inline.write(")")
        if inline.isComplete {
            text += inline.text
            return
        }
        write("(", ")", arguments.count, separator: ",") { printer, position in
            printer.write(arguments[position], isPart: false)
        }
    }

    private mutating func startLine() {
        text += "\n"
        text += String(repeating: "  ", count: indentation)
    }

    private mutating func write(
        _ opening: String, _ closing: String, _ count: Int, separator: String,
        _ part: (inout ValuePrinter, Int) -> Void
    ) {
        text += opening
        indentation += 1
        for position in 0..<count {
            startLine()
            part(&self, position)
            text += separator
        }
        indentation -= 1
        startLine()
        text += closing
    }

    private mutating func write(_ value: CandidValue, isPart: Bool) {
        var inline = InlineValueWriter(limit: max(width - 2 * indentation, 20))
        inline.write(value, isPart: isPart)
        if inline.isComplete {
            text += inline.text
            return
        }
        switch value {
        case .optional(let wrapped):
            text += "opt "
            write(wrapped, isPart: true)
        case .vector(let elements):
            write("vec {", "}", elements.count, separator: ";") { $0.write(elements[$1], isPart: false) }
        case .record(let fields):
            write("record {", "}", fields.count, separator: ";") { printer, position in
                let field = fields[position]
                printer.text += field.prefix(after: position > 0 ? fields[position - 1].label.id : nil)
                printer.write(field.value, isPart: false)
            }
        case .variant(let tag):
            text += "variant { " + tag.tagPrefix
            if tag.value != .null { write(tag.value, isPart: false) }
            text += " }"
        case .annotated(let value, let type):
            if isPart { text += "(" }
            write(value, isPart: true)
            text += " : \(type)"
            if isPart { text += ")" }
        // Nothing in these can be broken.
        case .null, .reserved, .bool, .number, .literal, .text, .blob, .principal, .service, .function:
            var whole = InlineValueWriter()
            whole.write(value, isPart: isPart)
            text += whole.text
        }
    }
}

extension CandidArguments {
    /// The arguments as ``description`` has them, on several lines where they do not fit into one: for a reader.
    ///
    /// - Parameter width: Where a line should end, in bytes; parts that cannot be broken go beyond.
    public func formatted(width: Int = 100) -> String {
        var printer = ValuePrinter(width: width)
        printer.write(arguments: values)
        return printer.text
    }
}
