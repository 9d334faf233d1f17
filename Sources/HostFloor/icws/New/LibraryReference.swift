import Foundation

/// Where a package finds this library.
enum LibraryReference: Equatable {
    /// A folder: relative to the package's, or absolute.
    case path(String)
    case url(String, requirement: Requirement)

    /// Which versions of a repository are taken.
    enum Requirement: Equatable {
        case from(String)
        case branch(String)
    }

    /// - Parameters:
    ///   - library: a folder or an address; the checkout that this program was built in if nothing is said.
    ///   - parent: the folder in which the package's folder is made.
    init(_ library: String?, version: String?, branch: String?, from parent: String) throws(NewPackageError) {
        guard version == nil || branch == nil else { throw .versionAndBranch }
        if let library, Self.isAddress(library) {
            guard library.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "\"") })
            else { throw .malformedAddress(library) }
            self = .url(library, requirement: try Self.requirement(version, branch))
            return
        }
        guard let checkout = library.map({ URL(fileURLWithPath: $0) }) ?? LibraryCheckout.current?.folder else {
            throw .libraryUnknown
        }
        guard let found = LibraryCheckout(at: checkout) else { throw .noLibrary(path: checkout.path) }
        guard version == nil, branch == nil else { throw .pathWithVersion(path: found.folder.path) }
        // Beside the package: both may move together.
        let isBeside = found.folder.deletingLastPathComponent().path == URL(fileURLWithPath: parent).standardizedFileURL.path
        self = .path(isBeside ? "../\(found.folder.lastPathComponent)" : found.folder.path)
    }

    private static func isAddress(_ text: String) -> Bool { text.contains("://") || text.hasPrefix("git@") }

    private static func requirement(_ version: String?, _ branch: String?) throws(NewPackageError) -> Requirement {
        guard let version else {
            let branch = branch ?? "main"
            guard !branch.isEmpty, branch.utf8.allSatisfy({ $0 > 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") })
            else { throw .malformedAddress(branch) }
            return .branch(branch)
        }
        let parts = version.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ UInt32($0) != nil && !$0.hasPrefix("+") }) else {
            throw .malformedVersion(version)
        }
        return .from(version)
    }

    /// The name by which a package's manifest refers to the library.
    var packageName: String {
        switch self {
        case .path: LibraryCheckout.packageName
        case .url(let url, _):
            // As the package manager names it: by the last part of the address.
            String((url.split(separator: "/").last ?? "").replacing(/\.git$/, with: ""))
        }
    }
}
