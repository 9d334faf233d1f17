import CandidGenerator
import CandidLanguage

/// Why a file is not a Candid interface of which a canister can be built.
enum InterfaceFileError: Error, Equatable, CustomStringConvertible {
    case notUTF8(path: String)
    case noService(path: String)
    case invalid(InterfaceError)

    var description: String {
        switch self {
        case .notUTF8(let path): "\(path):1:1: error: the interface is not UTF-8"
        case .noService(let path):
            "\(path):1:1: error: the interface describes no service: expected 'service : { … }'"
        case .invalid(let error): error.description
        }
    }
}

/// A canister's interface: a Candid service description, of which a build needs the text and the arguments of
/// installation.
struct InterfaceFile: Equatable {
    /// The text that stands alone: as its author wrote it, or, with imports, printed with what the service needs of all.
    let text: String

    /// The types of the arguments of `canister_init`, `()` if there are none. Definitions of the types that they use
    /// stand before them.
    let initArguments: String

    /// Reads an interface and the files that it imports.
    ///
    /// - Parameters:
    ///   - path: Where it stands; imports are looked up beside the file that names them.
    ///   - imports: Where else they are found.
    init(_ bytes: [UInt8], path: String, imports: InterfaceImports = InterfaceImports()) throws(InterfaceFileError) {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8(path: path) }
        var isMerged = false
        let interface: CandidInterface
        do throws(InterfaceError) {
            interface = try CandidInterface(parsing: text, file: path) { (imported, place) throws(InterfaceError) in
                isMerged = true
                return try imports.file(imported, from: place)
            }
        } catch { throw .invalid(error) }
        guard interface.service != nil else { throw .noService(path: path) }
        self.text = isMerged ? interface.reduced.description : text
        initArguments = interface.initArguments
    }
}
