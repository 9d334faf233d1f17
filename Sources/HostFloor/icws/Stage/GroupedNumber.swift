/// A number with commas between its groups of three digits.
func grouped(_ value: UInt64) -> String {
    var text = ""
    for (index, digit) in String(value).reversed().enumerated() {
        if index > 0, index % 3 == 0 { text.append(",") }
        text.append(digit)
    }
    return String(text.reversed())
}

/// The same for a number of things, which is not negative.
func grouped(_ count: Int) -> String { grouped(UInt64(count.magnitude)) }
