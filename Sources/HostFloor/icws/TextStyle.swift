/// How text is set off: with a terminal's colours, or not at all.
struct TextStyle {
    let isColoured: Bool

    static let plain = TextStyle(isColoured: false)
    static let coloured = TextStyle(isColoured: true)

    func bold(_ text: String) -> String { sequence(1, text) }
    func dim(_ text: String) -> String { sequence(2, text) }

    private func sequence(_ code: Int, _ text: String) -> String {
        isColoured && !text.isEmpty ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
    }
}
