import CandidLanguage
import Foundation

/// Reads a `.did` file from disk with what it imports.
public enum InterfaceFile {
    /// Reads and checks a file. An import is looked for beside the file that has it, then among the library's.
    ///
    /// - Parameter path: the file.
    /// - Throws: what is wrong in it, with its place.
    public static func read(_ path: String) throws(InterfaceError) -> CandidInterface {
        let start = SourceLocation(file: path, line: 1, column: 1)
        guard let text = try text(of: path, at: start) else { throw InterfaceError(.importNotFound(path), at: start) }
        return try CandidInterface(parsing: text, file: path) { (imported, location) throws(InterfaceError) in
            let folder = (location.file as NSString).deletingLastPathComponent
            let place = ((folder as NSString).appendingPathComponent(imported) as NSString).standardizingPath
            if let text = try Self.text(of: place, at: location) { return ImportedFile(name: place, text: text) }
            return LibraryInterfaces.file(named: imported)
        }
    }

    /// The text of a file; nil where there is none.
    private static func text(of path: String, at location: SourceLocation) throws(InterfaceError) -> String? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        guard let text = String(validating: data, as: UTF8.self) else { throw InterfaceError(.notUTF8, at: location) }
        return text
    }
}
