/// A file that another imports.
public struct ImportedFile: Hashable, Sendable {
    /// What names the file in messages and tells it from others: one that is imported twice counts once.
    public var name: String
    public var text: String

    public init(name: String, text: String) {
        self.name = name
        self.text = text
    }
}
