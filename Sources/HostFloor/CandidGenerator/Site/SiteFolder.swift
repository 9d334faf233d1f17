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

    /// The most bytes of a file: so many that a reply holds them beside 16 KiB of headers, and the certificate.
    static let maximumFileSize = (3 << 20) - (80 << 10)

    /// The most bytes of all files: a module may have 100 MiB, and has to be installed in one message or in chunks.
    static let maximumTotalSize = 64 << 20

    /// The most parts of a path, as certification has it.
    static let maximumDepth = 16

    /// The most bytes of a path, as certification has it.
    static let maximumPathSize = 1024

    /// What is called so is served, though its name begins with a dot (RFC 8615).
    static let wellKnown = ".well-known"

    /// Reads the folder beside an interface; nil where there is none.
    ///
    /// Files and folders whose names begin with a dot are none of the site's, but for `.well-known`. A link counts as
    /// what it leads to, which has to be in the folder, too.
    ///
    /// - Throws: ``GenerationError`` for what cannot be served.
    public init?(besideInterface interface: String) throws(GenerationError) {
        let folder = URL(fileURLWithPath: interface).deletingLastPathComponent().appending(path: Self.name)
            .path(percentEncoded: false)
        guard Self.isFolder(folder) else { return nil }
        var found = Found()
        try Self.collect(in: folder, "", depth: 1, of: Self.resolved(folder), into: &found)
        var files = found.files
        files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        var seen: Set<String> = []
        for file in files where !seen.insert(file.path).inserted {
            // Equal for Swift, which knows that an accent can be written in two ways, and not bytewise.
            throw Self.error(.collidingSiteFiles(file.path), folder)
        }
        (self.folder, self.files) = (folder, files)
    }

    /// The files so far, and their bytes together.
    private struct Found {
        var files: [File] = []
        var size = 0
    }

    private static func collect(
        in folder: String, _ path: String, depth: Int, of site: String, into found: inout Found
    ) throws(GenerationError) {
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
            throw Self.error(.unreadableSiteFile(path: "\(path)/", why: error.localizedDescription), folder)
        }
        guard depth <= maximumDepth else {
            throw Self.error(.siteTooDeep(path: path, maximum: maximumDepth), folder)
        }
        for name in names where !name.hasPrefix(".") || name == wellKnown {
            let (file, place) = ("\(folder)/\(name)", "\(path)/\(name)")
            try check(name, at: place, in: file)
            if isLink(file), !leadsOnward(file, from: folder, in: site) { throw error(.siteLinkAstray(place), file) }
            if isFolder(file) {
                try collect(in: file, place, depth: depth + 1, of: site, into: &found)
                continue
            }
            let bytes = try read(file, at: place)
            found.size += bytes.count
            guard found.size <= maximumTotalSize else {
                throw error(.siteTooLarge(size: found.size, maximum: maximumTotalSize), file)
            }
            found.files.append(File(path: place, bytes: bytes))
        }
    }

    private static func isLink(_ path: String) -> Bool {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
    }

    /// Whether a link leads to something in the site, and not to a folder that it lies in: there would be no end.
    private static func leadsOnward(_ link: String, from folder: String, in site: String) -> Bool {
        let (place, folder) = (resolved(link), resolved(folder))
        return place.hasPrefix(site + "/") && !(folder + "/").hasPrefix(place + "/")
    }

    /// A path without links in it, and without a slash at its end.
    private static func resolved(_ path: String) -> String {
        let path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path(percentEncoded: false)
        return path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    private static func check(_ name: String, at path: String, in file: String) throws(GenerationError) {
        if name == "<$>" || name == "<*>" || name.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) {
            throw error(.unusableSiteName(path), file)
        }
        guard path.utf8.count <= maximumPathSize else {
            throw error(.sitePathTooLong(path, size: path.utf8.count, maximum: maximumPathSize), file)
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
