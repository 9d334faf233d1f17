import CandidGenerator
import CandidLanguage

/// A canister's interface as its module carries it: in one text without imports, which tools read that know nothing of
/// this package's files.
struct CanisterInterface: Equatable {
    /// The service with the definitions that it needs.
    let text: String

    /// The types of the arguments of `canister_init`, `()` if there are none. Definitions of types stand before them if
    /// they use any.
    let initArguments: String

    /// Reads the file with all that it imports.
    init(path: String) throws(InterfaceError) {
        try self.init(InterfaceFile.read(path), path: path)
    }

    init(_ interface: CandidInterface, path: String) throws(InterfaceError) {
        guard let service = interface.service else {
            let expected = "'service : { … }'"
            throw InterfaceError(
                .unexpected(found: "definitions of types alone", expected: expected),
                at: SourceLocation(file: path, line: 1, column: 1))
        }
        let signatures = service.methods.map(\.signature)
        let parameters = signatures.flatMap { $0.parameters + $0.results } + (service.initParameters ?? [])
        let used = interface.definitionsUsed(by: parameters.map(\.type))
        var needed = interface
        needed.definitions.removeAll { !used.contains($0.name) }
        text = needed.description
        initArguments = needed.initArguments
    }
}
