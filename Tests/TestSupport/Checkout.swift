import Foundation

/// Where this package stands.
public enum Checkout {
    /// Its folder.
    public static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The path of something in it, as a program takes it.
    public static func path(_ relative: String) -> String { root.appending(path: relative).path(percentEncoded: false) }

    /// The bytes of all files in a folder of it, and in those below.
    public static func size(of folder: String) throws -> Int {
        let root = root.appending(path: folder)
        return try FileManager.default.subpathsOfDirectory(atPath: root.path(percentEncoded: false)).reduce(0) { sum, path in
            let values = try root.appending(path: path).resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey])
            return sum + (values.isRegularFile == true ? values.fileSize ?? 0 : 0)
        }
    }
}
