import CandidLanguage
import Foundation

/// Finds the files that interfaces import: beside the file that names them, and among those that come with the package.
struct InterfaceImports {
    /// The files that come with the package, by names that can be imported wherever the importing file stands, unless a
    /// file of that name stands beside it.
    var builtIn: (_ name: String) -> ImportedFile? = { _ in nil }

    /// The file that a path means where it is written; nil where there is none.
    func file(_ path: String, from place: SourceLocation) throws(InterfaceError) -> ImportedFile? {
        let url = URL(fileURLWithPath: path, relativeTo: URL(fileURLWithPath: place.file).deletingLastPathComponent())
            .standardizedFileURL
        guard FileManager.default.fileExists(atPath: url.path) else {
            return builtIn(path)
        }
        let data: Data
        do { data = try Data(contentsOf: url) } catch {
            throw InterfaceError(.importFailed(path: path, why: error.localizedDescription), at: place)
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw InterfaceError(.importFailed(path: path, why: "it is not UTF-8"), at: place)
        }
        return ImportedFile(name: url.path, text: text)
    }
}
