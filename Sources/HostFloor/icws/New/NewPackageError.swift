import CandidGenerator

/// Why no package was made.
enum NewPackageError: Error, Equatable, CustomStringConvertible {
    /// The name has another form.
    case malformedName(String)
    case longName(String, limit: Int)
    /// Something in Swift or in this library is called so.
    case takenName(String)
    case noLibrary(path: String)
    case libraryUnknown
    case malformedVersion(String)
    case versionAndBranch
    /// A version or a branch of a library that is no repository.
    case pathWithVersion(path: String)
    case malformedAddress(String)
    case inTheWay(path: String)
    case fileFault(path: String, reason: String)

    var description: String {
        switch self {
        case .malformedName(let name):
            "'\(name)' cannot be a canister's name: expected letters A to Z and digits, a capital letter first, "
                + "such as 'Hello' or 'ChatRoom'"
        case .longName(let name, let limit):
            "the name has \(name.utf8.count) letters and digits: expected \(limit) at most"
        case .takenName(let name):
            "'\(name)' means something in Swift or in this library already: expected another name, such as "
                + "'My\(name)'"
        case .noLibrary(let path):
            "\(path) is no checkout of this library: expected \(LibraryCheckout.parts.joined(separator: ", ")) in it"
        case .libraryUnknown:
            "cannot tell where this library is: name its folder or its address with --library"
        case .malformedVersion(let version): "'\(version)' is no version: expected one like 1.0.0"
        case .versionAndBranch: "found both --from and --branch: expected one of them"
        case .pathWithVersion(let path):
            "--from and --branch choose among the versions of a repository, but the library is the folder \(path): "
                + "expected --library with an address"
        case .malformedAddress(let address): "'\(address)' is no address of a repository"
        case .inTheWay(let path): "\(path) is there already: nothing was made"
        case .fileFault(let path, let reason): "\(path) cannot be made: \(reason)"
        }
    }
}
