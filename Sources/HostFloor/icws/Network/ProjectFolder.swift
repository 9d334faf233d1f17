import Foundation

/// The folder that ids of canisters are kept in: that of `icp.yaml`, where icp-cli looks too.
enum ProjectFolder {
    /// Goes up from a folder to the first that has `icp.yaml`, or is a package, where `icp.yaml` may also lie in the
    /// folder of its canisters. Where there is none, it is the folder itself.
    static func around(_ start: URL) -> URL {
        var folder = start.standardizedFileURL
        while true {
            if has(folder, "icp.yaml") { return folder }
            if has(folder, "Package.swift") {
                let canisters = folder.appending(path: "Canisters")
                return has(canisters, "icp.yaml") ? canisters : folder
            }
            guard folder.path(percentEncoded: false) != "/" else { return start.standardizedFileURL }
            folder = folder.deletingLastPathComponent().standardizedFileURL
        }
    }

    /// That around the current folder.
    static var current: URL { around(URL(filePath: FileManager.default.currentDirectoryPath)) }

    private static func has(_ folder: URL, _ name: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: name).path(percentEncoded: false))
    }
}
