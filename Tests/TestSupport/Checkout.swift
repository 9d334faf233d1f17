import Foundation

/// Where this package stands.
public enum Checkout {
    /// Its folder.
    public static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The path of something in it, as a program takes it.
    public static func path(_ relative: String) -> String { root.appending(path: relative).path(percentEncoded: false) }
}
