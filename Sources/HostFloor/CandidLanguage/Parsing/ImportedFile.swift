/// A file that another imports.
public struct ImportedFile: Hashable, Sendable {
    /// What names the file in messages and tells it from others: one that is imported twice counts once.
    public var name: String
    /// What it says.
    public var text: String

    /// Makes a file of its parts.
    public init(name: String, text: String) {
        self.name = name
        self.text = text
    }
}
