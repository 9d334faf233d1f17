import CandidLanguage
import Foundation

/// The files that a canister serves: those of the folder `Site` beside its interface.
public struct SiteFolder {
    /// A file with its place.
    struct File {
        /// Its path in the folder behind a slash; that is where it is served.
        var path: String
        var bytes: [UInt8]
    }

    /// Where the folder is.
    let folder: String
    /// In the order of their paths, bytewise.
    let files: [File]

    /// What the folder is called.
    public static let name = "Site"

    /// The most bytes of a file: so many that a reply holds them beside headers and certificate.
    static let maximumFileSize = (3 << 20) - (64 << 10)

    /// The most bytes of all files: a module may have 100 MiB, and has to be installed in one message or in chunks.
    static let maximumTotalSize = 64 << 20

    /// The most parts of a path.
    static let maximumDepth = 32

    /// Reads the folder beside an interface; nil where there is none.
    ///
    /// Files and folders whose names begin with a dot are none of the site's. A link counts as what it leads to.
    ///
    /// - Throws: ``GenerationError`` for what cannot be served.
    public init?(besideInterface interface: String) throws(GenerationError) {
        let folder = URL(fileURLWithPath: interface).deletingLastPathComponent().appending(path: Self.name)
            .path(percentEncoded: false)
        guard Self.isFolder(folder) else { return nil }
        var files: [File] = []
        try Self.collect(in: folder, "", depth: 1, into: &files)
        files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        var seen: Set<String> = []
        for file in files where !seen.insert(file.path).inserted {
            // Equal for Swift, which knows that an accent can be written in two ways, and not bytewise.
            throw Self.error(.collidingSiteFiles(file.path), folder)
        }
        let size = files.reduce(0) { $0 + $1.bytes.count }
        guard size <= Self.maximumTotalSize else {
            throw Self.error(.siteTooLarge(size: size, maximum: Self.maximumTotalSize), folder)
        }
        (self.folder, self.files) = (folder, files)
    }

    private static func collect(
        in folder: String, _ path: String, depth: Int, into files: inout [File]
    ) throws(GenerationError) {
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
            throw Self.error(.unreadableSiteFile(path: "\(path)/", why: error.localizedDescription), folder)
        }
        guard depth <= maximumDepth else {
            throw Self.error(.siteTooDeep(path: path, maximum: maximumDepth), folder)
        }
        for name in names where !name.hasPrefix(".") {
            let (file, place) = ("\(folder)/\(name)", "\(path)/\(name)")
            try check(name, at: place, in: file)
            if isFolder(file) {
                try collect(in: file, place, depth: depth + 1, into: &files)
            } else {
                files.append(File(path: place, bytes: try read(file, at: place)))
            }
        }
    }

    private static func check(_ name: String, at path: String, in file: String) throws(GenerationError) {
        if name == "<$>" || name == "<*>" || name.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) {
            throw error(.unusableSiteName(path), file)
        }
        if !isFolder(file), let ending = ContentType.ending(of: name), compiled.contains(ending) {
            throw error(.compiledSiteFile(path), file)
        }
    }

    private static func read(_ file: String, at path: String) throws(GenerationError) -> [UInt8] {
        do {
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
            guard bytes.count <= maximumFileSize else {
                throw Self.error(
                    .siteFileTooLarge(path: path, size: bytes.count, maximum: maximumFileSize), file)
            }
            return bytes
        } catch let error as GenerationError {
            throw error
        } catch {
            throw Self.error(.unreadableSiteFile(path: path, why: error.localizedDescription), file)
        }
    }

    /// What the package manager takes for the target's own code.
    private static let compiled: Set<String> = ["swift", "c", "cc", "cpp", "cxx", "h", "hpp", "m", "mm", "s"]

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    private static func error(_ reason: GenerationError.Reason, _ file: String) -> GenerationError {
        GenerationError(reason, at: SourceLocation(file: file, line: 1, column: 1))
    }
}
