/// A Swift file that was made of an interface.
public struct GeneratedFile: Hashable, Sendable {
    public var name: String
    public var text: String

    /// The names of the files that a target gets, in the order in which they are made.
    public static func names(target: String) -> [String] {
        ["Types", "Methods", "EntryPoints"].map { "\(target)\($0).swift" }
    }

    /// The name of the only file of a target that gets types alone.
    public static func typesName(target: String) -> String { "\(target)Types.swift" }
}
