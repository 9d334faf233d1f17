/// A Swift file that was made of an interface.
public struct GeneratedFile: Hashable, Sendable {
    public var name: String
    public var text: String

    /// The names of the files that a target gets, in the order in which they are made.
    public static func names(target: String) -> [String] {
        ["Types", "Methods", "EntryPoints", "Site"].map { "\(target)\($0).swift" }
    }

    /// The name of the only file of a target that gets types alone.
    public static func typesName(target: String) -> String { "\(target)Types.swift" }

    /// The name of the file with the client of an interface; `base` is the name of the `.did` file without that.
    public static func clientName(_ base: String) -> String { "\(base).did.swift" }

    /// The name of a file without its folder and `.did`.
    static func base(of path: String) -> String {
        let name = path.split(separator: "/").last.map { String($0) } ?? path
        return name.hasSuffix(".did") ? String(name.dropLast(4)) : name
    }
}
