/// A place in a text; lines and columns count from 1, columns in Unicode scalars.
public struct SourceLocation: Hashable, Sendable, CustomStringConvertible {
    /// The file's name as it was given, for a reader.
    public var file: String
    public var line: Int
    public var column: Int

    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// Of what stands in no file.
    public static var unknown: SourceLocation { SourceLocation(file: "", line: 0, column: 0) }

    /// As compilers write it: `file:line:column`.
    public var description: String { "\(file):\(line):\(column)" }
}
