/// A number with a mark between its thousands, as the code's style has it.
func numberLiteral(_ number: UInt32) -> String {
    let digits = Array(String(number))
    guard digits.count > 4 else { return String(digits) }
    var literal = ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { literal.append("_") }
        literal.append(digit)
    }
    return literal
}

/// A text as a literal in one line.
func textLiteral(_ text: String) -> String {
    var literal = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"", "\\": literal += "\\" + String(scalar)
        case " "..."~": literal.unicodeScalars.append(scalar)
        default: literal += "\\u{" + String(scalar.value, radix: 16) + "}"
        }
    }
    return literal + "\""
}

/// A text for a comment in one line.
func commentText(_ text: String) -> String {
    String(text.map { $0.isNewline ? " " : $0 })
}
