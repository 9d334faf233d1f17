import Hummingbird

extension Request {
    /// What the body is said to be, in lower case and without the parameters that may follow behind a semicolon.
    package var mediaType: String? {
        headers[.contentType]?.split(separator: ";").first.map { $0.trimmingSpaces.lowercased() }
    }
}

extension Substring {
    fileprivate var trimmingSpaces: Substring {
        var text = self
        while text.last == " " || text.last == "\t" { text.removeLast() }
        while text.first == " " || text.first == "\t" { text.removeFirst() }
        return text
    }
}
