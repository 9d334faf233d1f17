import CandidLanguage
import Foundation

/// Finds the files that interfaces import: beside the file that names them, and among those that come with the package.
public struct InterfaceImports {
    /// The files that come with the package, by names that can be imported wherever the importing file stands, unless a
    /// file of that name stands beside it.
    public var builtIn: (_ name: String) -> ImportedFile?

    /// Finds files beside the importing one, and then those of the library if nothing else is said.
    public init(builtIn: @escaping (_ name: String) -> ImportedFile? = LibraryInterfaces.file(named:)) {
        self.builtIn = builtIn
    }

    /// The file that a path means where it is written; nil where there is none.
    public func file(_ path: String, from place: SourceLocation) throws(InterfaceError) -> ImportedFile? {
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

extension CandidInterface {
    /// Reads a file and all that it imports, and checks them.
    ///
    /// - Throws: the first thing that is wrong, with its place.
    public init(path: String, imports: InterfaceImports = InterfaceImports()) throws(InterfaceError) {
        let start = SourceLocation(file: path, line: 1, column: 1)
        guard let data = FileManager.default.contents(atPath: path) else {
            throw InterfaceError(.importNotFound(path), at: start)
        }
        guard let text = String(validating: data, as: UTF8.self) else { throw InterfaceError(.notUTF8, at: start) }
        try self.init(parsing: text, file: path) { (imported, place) throws(InterfaceError) in
            try imports.file(imported, from: place)
        }
    }
}
